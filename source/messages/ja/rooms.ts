import type { rooms as english } from '../en/rooms.ts';

export const rooms: typeof english = {
  browse: { label: '閲覧', note: 'コンポーネント、バージョン、プラットフォーム、ファイル' },
  clone: { label: 'クローン', note: 'ミラー全体または一部をディレクトリに取得' },
  doctor: { label: '診断', note: 'ミラーまわりの問題と対処' },
  expiry: { label: '有効期限', note: 'いつ期限が切れるか。更新する' },
  guide: { label: 'ガイド', note: 'ガイドをページごとに読む' },
  home: { label: 'ホーム', note: '状態の概要と、やるべきこと' },
  install: { label: 'インストール', note: 'このマシンのコンポーネント: 導入、更新、実行' },
  jobs: { label: 'ジョブ', note: 'バックグラウンドの処理' },
  merge: { label: 'マージ', note: 'ほかのミラーをこのミラーに取り込む' },
  owners: { label: '所有者と鍵', note: 'だれがどの鍵で公開できるか' },
  package: { label: 'パッケージ', note: '自分のファイルをパッケージにする' },
  prune: { label: '整理', note: '不要になった古いバージョンを削除' },
  publish: { label: '公開', note: 'パッケージをミラーに公開。変更、取り下げ、非表示' },
  rotate: { label: '鍵の更新', note: 'ミラーの鍵を入れ替える' },
  serve: { label: '配信', note: 'ほかのマシンにミラーを提供' },
  settings: { label: '設定', note: '言語、色、速度制限、既定値' },
  setup: { label: '初期設定', note: '言語、ミラー、信頼を順に設定' },
  sources: { label: 'ミラーソース', note: '名前付きのミラー: 追加、テスト、切り替え' },
  verify: { label: '検証と修復', note: 'すべての署名、ハッシュ、ファイルを確認' },
};
