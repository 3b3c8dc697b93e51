import { EngineError } from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const text = `# A page with everything

Words, \`code\`, **emphasis** and a [link](other.md). 中文和日本語の文字も混ざります。この行はとても長いので折り返されます。

- One, with words that are enough to fill more than a single line of sixty columns
  - Two: 数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库

1. First
2. Second

> A quote that is long enough to be broken, and goes on with what it has to say.

\`\`\`bash
mirrordeck mirror clone /srv/mirror --source official --preset cluster:v8.5.1 --os linux --arch amd64,arm64
\`\`\`

\`\`\`
 mirrordeck   Clone / 2 Components                    http://mirror.internal:8000 ──────────
\`\`\`

| screen | what it is for |
|---|---|
| Home | the state at a glance |
| 首页 | 状态一览与待办事项，一行很长的说明文字，一行很长的说明文字，一行很长的说明文字 |
`;

function guideEngine(pages: number, over: Partial<FakeEngine['guide']> = {}): () => FakeEngine {
  return () => {
    const list = Array.from({ length: pages }, (_, at) => ({
      name: `page-${at}`,
      title: `${at}. 一个很长的标题：在没有外网的环境中，从零开始建立并提供一个私有镜像的全部步骤`,
    }));
    const page: FakeEngine['guide']['page'] = async (name, language) => ({
      name,
      title: 'A page',
      language,
      text,
    });
    return { ...fakeEngine(), guide: { list: async () => list, page, ...over } };
  };
}

const start = 'guide' as const;

export const scenes: readonly Scene[] = [
  { name: 'guide-none', start, engine: guideEngine(0), steps: [(m) => m.guide.none.slice(0, 8)] },
  { name: 'guide', start, engine: guideEngine(40), steps: [() => '> 0.', 'end', () => '> 39.'] },
  {
    name: 'guide-loading',
    start,
    engine: guideEngine(1, { page: () => new Promise(() => undefined) }),
    steps: [() => '> 0.', 'enter', (m) => m.guide.doing],
  },
  {
    name: 'guide-page',
    start,
    engine: guideEngine(2),
    steps: [() => '> 0.', 'enter', () => 'with everything'],
  },
  {
    name: 'guide-unreadable',
    start,
    engine: guideEngine(1, {
      page: () => Promise.reject(new EngineError('file-missing', 'gone', { facts: { file: 'page.md' } })),
    }),
    steps: [() => '> 0.', 'enter', () => 'file-missing'],
  },
];
