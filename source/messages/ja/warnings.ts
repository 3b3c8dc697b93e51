import { firstOf, known, named } from '../facts.ts';
import type { WarningTexts } from '../texts.ts';

export const warnings: WarningTexts = {
  'version-missing': (f) =>
    `${named('コンポーネント', f.component)}${known(f.platform)}${known(f.version)} がありません${known(f.instead, '。代わりに ', ' を使います')}。`,
  'client-missing': (f) =>
    `ミラーソースに${known(f.platform, ' ', ' 用の')} TiUP クライアントがないため、クローンにも含まれません。`,
  'client-unverified': (f) =>
    `${named('この', f.platform)} 用のクライアントはコンポーネント tiup で検証できません。クローンには含めません。`,
  'key-unusable': (f) =>
    `鍵${known(f.key, ' ', ' ')}${known(f.owner, '（所有者 ', '）')}は使えません。その鍵だけで署名されたものは含めません。`,
  'key-unlisted': (f) =>
    `鍵${known(f.key, ' ', ' ')}${known(f.file, '（', '）')}は、次の root の鍵でも現在の root の鍵でもありません。その署名は数えられません。`,
  'component-unusable': (f) =>
    `コンポーネント${known(f.component, ' ', ' ')}は使えないため、含めません${known(f.reason, '：')}。`,
  'expires-soon': (f) => `${named('マニフェスト', f.file)} の期限が近づいています${known(f.expires, '：')}。`,
  'part-discarded': (f) =>
    `途中までのファイル${known(firstOf(f.file, f.path), ' ', ' ')}が合わないため、取得し直します。`,
  'source-republished': (f) =>
    `読み取り中に${named('ミラーソース', f.address)}が再公開されたため、最初からやり直します。`,
  'address-dropped': (f) => `${named('あるアドレス', f.address)}は今後使用しません${known(f.reason, '：')}`,
  'replaced-in-source': (f) =>
    `${named('ファイル', f.file, f.component)}${known(f.version)} はミラーソースで置き換えられました。`,
  'entry-not-executable': (f) => `エントリ${known(firstOf(f.entry, f.path), ' ', ' ')}は実行できません。`,
  'entry-platform': (f) =>
    `プログラム${known(f.entry)} は ${f.found ?? '別のプラットフォーム'} 用のため、${f.platform ?? 'このプラットフォーム'} では動きません。`,
  'keys-served': (f) =>
    `配信するディレクトリに秘密鍵があります${known(f.path, '：')}。このサーバーは渡しませんが、他のサーバーは渡します。移してください。`,
  'key-exposed': (f) =>
    `秘密鍵${known(f.file, ' ', ' ')}を他のユーザーが読めます${known(f.mode, '（モード ', '）')}。モードを 0600 にしてください。`,
  'orphan-file': (f) => `${named('ファイル', f.file)} はこのミラーの何にも属していません。`,
  'half-committed': (f) =>
    `コミット${known(f.path, '（', '）')}が途中で止まっています${known(f.staged, '。そのファイルは ', ' にあります')}。\`mirrordeck mirror verify --repair\` で完了できます。ファイルが足りない場合は --from <ミラーソース> を付けてください。`,
};
