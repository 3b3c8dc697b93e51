/**
 * Importing one of Node's modules looks at each of its exports, and some of them load more of Node when they are looked
 * at. Asked for directly it costs nothing but itself; so only what is used of it is looked at.
 */

/** For esbuild. Plain `require` in packages does no such thing and stays. */
export function leanBuiltins() {
  return {
    name: 'lean-builtins',
    setup(builder) {
      builder.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
        kind === 'import-statement' ? { path, namespace: 'node', sideEffects: false } : undefined,
      );
      builder.onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => ({ contents: moduleFor(path) }));
    },
  };
}

function moduleFor(path) {
  const names = Object.keys(process.getBuiltinModule(path)).filter(
    (name) => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name),
  );
  return [
    `const whole = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(path)});`,
    'export default whole;',
    // pure calls, so that those that nobody imports leave nothing behind
    ...names.map((name) => `const ${name}_ = /* @__PURE__ */ (() => whole.${name})();`),
    `export { ${names.map((name) => `${name}_ as ${name}`).join(', ')} };`,
  ].join('\n');
}
