import type { presets as english } from '../en/presets.ts';

export const presets: typeof english = {
  brings: (name) => `プリセット ${name} に含まれるもの:`,
  because: (reason, components) => `${reason}: ${components}`,
  absent: (components) => `ミラーソースにないもの: ${components}`,
  reasons: {
    database: 'データベース',
    analytics: '分析クエリ',
    changefeeds: '他のシステムへの変更データの送信',
    control: '制御ツール',
    deployment: 'デプロイと検査',
    client: 'クライアント自身の更新',
    monitoring: '監視',
    hosts: '各ホストのメトリクス',
    backup: 'バックアップ、エクスポート、インポート',
    migration: 'MySQL からの移行',
    benchmark: 'ベンチマーク',
  },
};
