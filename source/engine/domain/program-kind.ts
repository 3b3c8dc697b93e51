/** What a program is made for, as its first bytes tell. */
export type ProgramKind = {
  readonly format: 'elf' | 'macho' | 'windows' | 'script' | 'unknown';
  /** `os/arch` that it runs on; empty for a script, and where nothing is known. */
  readonly platforms: readonly string[];
};

/** As many bytes as are looked at: a program for several processors begins with a table of them. */
export const headBytes = 512;

const elfMachines: Readonly<Record<number, string>> = {
  3: '386',
  40: 'arm',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};
const machoProcessors: Readonly<Record<number, string>> = { 16777223: 'amd64', 16777228: 'arm64' };
/** A table longer than this is none: Java classes begin with the same four bytes. */
const mostProcessors = 20;

/** Tells a program's kind from its first bytes; `headBytes` of them suffice. */
export function programKind(head: Uint8Array): ProgramKind {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length >= 2 && head[0] === 0x23 && head[1] === 0x21) return { format: 'script', platforms: [] };
  if (head.length >= 2 && head[0] === 0x4d && head[1] === 0x5a) return { format: 'windows', platforms: [] };
  if (head.length >= 20 && view.getUint32(0) === 0x7f454c46) {
    const machine = view.getUint16(18, head[5] !== 2);
    return { format: 'elf', platforms: [`linux/${elfMachines[machine] ?? `machine${machine}`}`] };
  }
  if (head.length >= 8 && view.getUint32(0, true) === 0xfeedfacf)
    return { format: 'macho', platforms: [darwin(view.getUint32(4, true))] };
  if (head.length >= 8 && view.getUint32(0) === 0xcafebabe && view.getUint32(4) <= mostProcessors)
    return { format: 'macho', platforms: processors(view) };
  return { format: 'unknown', platforms: [] };
}

function darwin(processor: number): string {
  return `darwin/${machoProcessors[processor] ?? `cpu${processor}`}`;
}

function processors(view: DataView): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < view.getUint32(4) && 8 + at * 20 + 4 <= view.byteLength; at += 1)
    found.push(darwin(view.getUint32(8 + at * 20)));
  return found;
}

/** Whether such a program runs where it is to be installed; a script, and what is unknown, may. */
export function runsOn({ format, platforms }: ProgramKind, platform: string): boolean {
  if (format === 'windows') return false;
  return platforms.length === 0 || platforms.includes(platform);
}
