/** Flags whose value, in the same word or the next, is a secret: of the components that people run. */
const secretFlags = ['--tidb-password', '-tidb-password', '--password', '-password', '-p'];
const secretWords = new Set([...secretFlags, 'encrypt']);
const secretParameters = ['sasl-password', 'access-key', 'secret-access-key', 'session-token'];
const hidden = '******';

/** Arguments of a program without the passwords among them, for what is kept on disk. */
export function redactArguments(args: readonly string[]): string[] {
  const shown: string[] = [];
  let nextIsSecret = false;
  for (const arg of args) {
    const flag = secretFlags.find((one) => arg.startsWith(one) && arg.length > one.length);
    if (nextIsSecret) shown.push(hidden);
    else if (flag !== undefined) shown.push(`${flag}${hidden}`);
    else shown.push(redactAddress(arg));
    nextIsSecret = !nextIsSecret && secretWords.has(arg);
  }
  return shown;
}

/** `--sink-uri=kafka://…` and plain addresses: without password and secret parameters. */
function redactAddress(arg: string): string {
  const start = arg.startsWith('-') ? arg.indexOf('=') + 1 : 0;
  const text = arg.slice(start);
  if (!text.includes('://') || !URL.canParse(text)) return arg;
  const address = new URL(text);
  if (address.password !== '') address.password = hidden;
  for (const name of secretParameters) {
    if (address.searchParams.has(name)) address.searchParams.set(name, hidden);
  }
  return `${arg.slice(0, start)}${address.href}`;
}
