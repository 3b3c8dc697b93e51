type Fact = string | number | boolean | undefined;

/** A fact inside a sentence, with what stands before and after it; nothing at all when the fact isn't known. */
export function known(fact: Fact, before = ' ', after = ''): string {
  return fact === undefined || fact === '' ? '' : `${before}${fact}${after}`;
}

/** A component's name; a selection of all of them, written `*` in requests, has none. */
export function oneComponent(fact: Fact): Fact {
  return fact === '*' ? undefined : fact;
}

/** The folder of a mirror, where a fact names a file of our own inside it. */
export function mirrorFolder(fact: Fact): Fact {
  return typeof fact === 'string' ? fact.replace(/\/\.mirrordeck(?:\/.*)?$/, '') : fact;
}

/** The first of several facts that is known. */
export function firstOf(...facts: readonly Fact[]): Fact {
  return facts.find((fact) => fact !== undefined && fact !== '');
}

/** The first of several facts that is known, else a word for it: for the beginning of a sentence. */
export function named(otherwise: string, ...facts: readonly Fact[]): string {
  return String(firstOf(...facts) ?? otherwise);
}
