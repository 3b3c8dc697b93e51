/** The entry. Answers `--version` at once; everything else is loaded only after that, from the compile cache. */
import { enableCompileCache } from 'node:module';
import packageFile from '../package.json' with { type: 'json' };

const argv = process.argv.slice(2);

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
  process.stdout.write(`mirrordeck ${packageFile.version}\n`);
} else {
  // beside the bundle: as trustworthy as the bundle itself, which a folder for everybody's files is not
  if (import.meta.filename.endsWith('.js')) enableCompileCache(`${import.meta.dirname}/.compile-cache`);
  const { runHere } = await import('./process-world.ts');
  await runHere(argv, packageFile.version);
}
