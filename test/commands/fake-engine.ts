import type { Engine } from '../../source/engine/index.ts';

export type Call = { readonly name: string; readonly request: unknown };

/** What the operations of a fake engine answer; whatever is not named answers with an error. */
export type Answers = {
  readonly [name: string]: unknown;
};

/**
 * An engine that notes what it is asked and answers with what it was given: `<name>` for a query, `<name>.plan`
 * and `<name>.apply` for an operation, `<group>.<name>` for those of a group. An answer that is an Error is thrown, a function is called.
 */
export function fakeEngine(answers: Answers = {}): { readonly engine: Engine; readonly calls: Call[] } {
  const calls: Call[] = [];
  const answer = async (name: string, request: unknown, run: unknown): Promise<unknown> => {
    calls.push({ name, request });
    if (!Object.hasOwn(answers, name)) throw new Error(`nobody told the fake engine what ${name} answers`);
    const value = answers[name];
    if (value instanceof Error) throw value;
    return typeof value === 'function' ? await value(request, run) : value;
  };
  const member = (name: string): unknown =>
    new Proxy((request: unknown, run: unknown) => answer(name, request, run), {
      get: (_, part) => (typeof part === 'string' && part !== 'then' ? member(`${name}.${part}`) : undefined),
    });
  const target = {} as Engine;
  const engine = new Proxy(target, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? member(name) : undefined),
  });
  return { engine, calls };
}
