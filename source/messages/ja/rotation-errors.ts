import { firstOf, known, named } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const rotationErrors: Pick<
  ErrorTexts,
  | 'file-exists'
  | 'signature-refused'
  | 'signatures-missing'
  | 'not-waiting'
  | 'threshold-unreachable'
  | 'root-keys-lost'
  | 'rotation-unreadable'
  | 'expiry-earlier'
> = {
  'file-exists': {
    title: (f) => `${named('このファイル', f.path, f.file)} はすでにあります`,
    remedy: (f) =>
      `別の名前にするか、削除してください。署名を待っている変更であれば続きから進められます：\`mirrordeck mirror ${f.command ?? 'rotate'} --from <ファイル>\``,
  },
  'signature-refused': {
    title: (f) => `署名が受け付けられませんでした${known(f.status, '（ステータス ', '）')}`,
    remedy: () =>
      'その変更が待っている鍵で署名してください。鍵の ID は開始した人が確認できます。古いアドレスは応答しません。',
  },
  'signatures-missing': {
    title: (f) =>
      `${named('このファイル', f.file)} の署名が足りません${known(f.got, '（', known(f.needed, ' / ', '）'))}`,
    remedy: () =>
      '残りの鍵の持ち主に署名してもらってください。鍵のあるマシンで `mirrordeck mirror sign <ファイル> -k <鍵>` を実行するか、--addr でネットワーク越しに署名します。何も変更していません。',
  },
  'not-waiting': {
    title: (f) => `${named('このファイル', f.path)} は署名待ちの変更ではありません`,
    remedy: () => '画面の「鍵の更新」に署名待ちの変更が並びます。何も削除していません。',
  },
  'threshold-unreachable': {
    title: (f) =>
      `署名できる鍵が足りません${known(f.role, '：ロール ')}${known(f.got, '（', known(firstOf(f.needed, f.expected), ' / ', '）'))}`,
    remedy: () =>
      '鍵を追加するか、しきい値を下げてください（--add-key、--threshold）。何も変更していません。',
  },
  'root-keys-lost': {
    title: (f) =>
      `root を変更するための鍵が足りません${known(f.got, '（', known(firstOf(f.needed, f.expected), ' / ', '）'))}`,
    remedy: () =>
      '失った鍵の控えを探してください。ほかの方法は 1 つだけです：`mirrordeck mirror new-root` はミラーの鍵をすべて新しくしますが、その後すべてのクライアントで `mirror set` をやり直す必要があります。',
  },
  'rotation-unreadable': {
    title: () => 'この鍵の更新の後、クライアントはミラーを読めなくなります',
    remedy: (f) =>
      f.got === undefined
        ? '同じ更新で timestamp の鍵も置き換えてください：`--replace-key <古い鍵>=<ファイル>` をもう 1 つ指定します。何も変更していません。'
        : 'timestamp に収まる RSA 鍵の署名は 1 つだけです。追加ではなく置き換えてください。何も変更していません。',
  },
  'expiry-earlier': {
    title: (f) => `次の root の有効期限が現在の root${known(f.expected, '（', '）')}より早くなります`,
    remedy: () =>
      'クライアントはミラーが巻き戻されたとみなして拒否します。--expires の日数を増やすか、編集したファイルの日付を直して、期限を遅くしてください。何も変更していません。',
  },
};
