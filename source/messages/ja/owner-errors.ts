import { firstOf, known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const ownerErrors: Pick<
  ErrorTexts,
  'owner-reserved' | 'owner-unknown' | 'owner-exists' | 'owner-in-use' | 'key-not-owner'
> = {
  'owner-reserved': {
    title: (f) => `所有者の ID に${known(f.owner, ' ', ' ')}は使えません`,
    remedy: () =>
      'TiUP クライアントが同名のロールと混同します。チーム名など別の ID にしてください：`mirrordeck mirror grant my-team`。',
  },
  'owner-unknown': {
    title: (f) => `ミラーに所有者${known(f.owner, ' ', ' ')}がいません`,
    remedy: (f) => `\`mirrordeck mirror grant ${f.owner ?? '<id>'}\` で追加できます。`,
  },
  'owner-exists': {
    title: (f) => `所有者${known(f.owner, ' ', ' ')}はすでに存在します`,
    remedy: () => 'その所有者の鍵で公開するか、別の ID に所有権を付与してください。',
  },
  'owner-in-use': {
    title: (f) =>
      `所有者${known(f.owner, ' ', ' ')}にはまだコンポーネントがあります${known(f.component, '：')}`,
    remedy: (f) =>
      `先にコンポーネントを譲渡する（\`mirrordeck mirror transfer-owner <component> <owner>\`）か、取り下げて（\`mirrordeck mirror modify ${firstOf(f.component) === undefined ? '<component>' : String(f.component).split(', ')[0]} --yank\`）から、所有者を取り消してください。`,
  },
  'key-not-owner': {
    title: (f) => `この鍵は所有者${known(f.owner, ' ', ' ')}のものではありません`,
    remedy: () =>
      '所有者の鍵で署名するか（--key）、ミラーの管理者に所有権の付与を依頼してください：`mirrordeck mirror grant <id> --key <ファイル>`。',
  },
};
