import type { packaging as english } from '../en/packaging.ts';

export const packaging: typeof english = {
  steps: {
    files: '1 ファイル',
    about: '2 名前とバージョン',
    platforms: '3 プラットフォーム',
    entry: '4 エントリ',
    review: '5 確認',
    done: '6 完了',
  },
  ask: {
    files: 'パッケージに入れるものを Space で選び、t で確定します。',
    platforms: 'どのマシンで動きますか？',
    entry: 'コンポーネントの実行時に動かすプログラムはどれですか？',
  },
  fields: {
    name: '名前',
    version: 'バージョン',
    description: '説明',
    output: '出力先',
    inside: 'ディレクトリの中身だけを入れる (ディレクトリ名は付けない)',
    standalone: '単独で実行できる',
    hidden: '一覧に表示しない',
  },
  hints: {
    name: 'コンポーネントの名前。例: hello',
    version: '例: v1.0.0',
    description: '一覧に表示される一文です。',
    output: 'ディレクトリ。その中に package/ を作ります。空欄なら mirrordeck を起動したディレクトリです。',
    inside: 'Space で切り替えます。',
    standalone: 'Space で切り替えます。',
    hidden: 'Space で切り替えます。Enter で進みます。',
  },
  wrong: { empty: '必須です。', version: 'バージョンは v で始めます: v1.0.0。' },
  platformsNote:
    'プラットフォームごとに 1 つ作成します。プログラムの対象は選択済みです。any/any はどこでも動くスクリプト用です。',
  columns: { program: 'プログラム', format: '種類', runsOn: '対象' },
  formats: { elf: 'Linux', macho: 'macOS', windows: 'Windows', script: 'スクリプト', unknown: '不明' },
  noProgram: '実行可能なファイルがありません。先にプログラムのモードを 755 にしてください (chmod +x)。',
  unfit: (platforms) => `${platforms} 用にビルドされていません。`,
  doing: { inspect: 'ファイルを確認中...', plan: '計画を作成中...', pack: 'パッケージを作成中...' },
  review: {
    replaces: '既に存在するため置き換えます',
    contents: (files, size) => `${files}、圧縮前 ${size}`,
    entry: (path) => `エントリ: ${path}`,
  },
  done: {
    title: 'パッケージを作成しました。',
    same: '同じファイルからは、いつ、どのマシンでも同じバイト列ができます。',
    next: 'Enter で公開します。p でもう 1 つ作成します。',
  },
};
