import type { verify as english } from '../en/verify.ts';

export const verify: typeof english = {
  title: '検証と修復',
  steps: {
    target: 'ミラー',
    verifying: '検証中',
    findings: '検証結果',
    from: '修復元',
    review: '確認',
    repairing: '修復中',
    again: '再検証',
    report: '報告',
  },
  askTarget: 'どのミラーを検証しますか？',
  current: '現在のミラーです。p で別のディレクトリやアドレスを指定します。',
  other: 'p で変更します。空にすると現在のミラーになります。',
  noMirror: 'ミラーが未設定です。p でディレクトリかアドレスを指定します',
  addressHint: 'ディレクトリ、または http://ホスト:ポート。空なら現在のミラー。',
  askDepth: 'どこまで検証しますか？',
  depths: { whole: 'すべて', quick: '簡易', sample: '抜き取り' },
  depthHints: {
    whole: () => 'すべての署名と、全ファイルの全バイト',
    quick: () => '署名と参照のみ。パッケージは読みません',
    sample: (percent) => `署名と、パッケージの ${percent}%`,
  },
  depthNotes: {
    whole: 'コピーの後や、ディスク障害が疑われるときに。1 ビットの誤りも見つかります。',
    quick:
      '数秒で終わります。署名、有効期限、マニフェストの問題はわかりますが、壊れたパッケージは見つかりません。',
    sample: '毎回選び直します。左右キーで割合を変更します。大きなミラーの毎晩の点検に向いています。',
  },
  verifying: (target) => `${target} を検証しています`,
  repairing: (target) => `${target} を修復しています`,
  planning: 'すべてのファイルを調べ、壊れたファイルが修復元にあるか確認しています',
  sampleWhole: '読み取った範囲はすべて正常です。',
  wrong: (files) => `正しくないもの: ${files}`,
  howToRepair: 'r で修復します。正しいファイルはそのまま、壊れたものだけを修復元から取得します。',
  notHere:
    '別のマシンのミラーです。修復できるのはこのマシンのディレクトリだけです。管理者に連絡してください。',
  gravities: {
    forged: {
      now: '署名か形式が正しくない',
      title: (count) => `署名やマニフェストが正しくない: ${count} 件`,
      means:
        'クライアントはミラー全体、または該当コンポーネントを拒否します。ディスク障害のことも改ざんのこともあります。修復の前に原因を確かめてください。',
    },
    damaged: {
      now: '壊れている',
      title: (count) => `壊れたファイル: ${count} 件`,
      means:
        '署名されたときと内容が異なります。クライアントは取得後に拒否するため、誤ったものはインストールされません。',
    },
    missing: {
      now: '存在しない',
      title: (count) => `存在しないファイル: ${count} 件`,
      means: 'マニフェストに記載がありますが、ファイルがありません。該当するもののインストールは失敗します。',
    },
    unreadable: {
      now: '読み取れない',
      title: (count) => `読み取れないファイル: ${count} 件`,
      means: 'ファイル自体は正しいかもしれません。権限、ディスク、ネットワークのために読み取れません。',
    },
  },
  askFrom: '正しいファイルをどこから取得しますか？',
  fromNote:
    'Space で修復元を選択、p でディレクトリやアドレスを追加します。ファイルを持つ最初の修復元から取得し、全バイトをこのミラーの署名と照合します。選択しなければ、このディレクトリにあるものだけを使います。',
  askSource: '修復元の追加',
  typed: '（入力）',
  noSources: 'ほかのミラーソースがありません。p でディレクトリかアドレスを指定します。',
  plan: (mirror) => `${mirror} の修復`,
  because: (reason) => `現状: ${reason}`,
  putRight: (files, bytes) => `修復するもの: ${files}（取得 ${bytes}）`,
  nothingPossible: 'これらの修復元では何も直せません。Esc で戻り、ほかを選んでください。',
  staysBroken: (files) => `直せないもの: ${files}。署名どおりのファイルがどの修復元にもありません。`,
  fetched: (bytes) => `取得: ${bytes}`,
  signed: (file) => `${file} に署名し直しました`,
  verifiedAgain: '再検証の結果',
};
