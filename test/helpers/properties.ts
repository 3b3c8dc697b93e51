import fc from 'fast-check';

/*
 * Randomness is passed in: a run of the tests is the same wherever it is made. `MIRRORDECK_SEED=random npm test -- test/engine/domain`
 * tries other cases, `MIRRORDECK_SEED=<number>` those of a failure once more.
 */
const seed = process.env.MIRRORDECK_SEED ?? '20261129';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

export default fc;
