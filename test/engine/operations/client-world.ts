import * as fs from 'node:fs';
import { join } from 'node:path';
import { installOperation } from '../../../source/engine/operations/install.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFolder } from '../../helpers/golden.ts';

/**
 * A home that is set to a golden mirror, or to a copy of it that a test may spoil. `installed`: the stock client
 * has installed hello v0.0.1, notes v1.0.0 and tidb v1.0.0 into it.
 */
export async function clientWorld({ mirror = 'origin', copy = false, installed = false } = {}) {
  const context = testContext({ environment: { PATH: process.env.PATH } });
  let address = join(goldenFolder(), mirror);
  if (copy) {
    fs.cpSync(address, join(context.folder, 'mirror'), { recursive: true });
    address = join(context.folder, 'mirror');
  }
  await context.home.setMirror(address, fs.readFileSync(join(address, 'root.json')));
  if (installed) {
    for (const name of ['components', 'manifests']) {
      const from = join(goldenFolder(), 'home-after-install', name);
      fs.cpSync(from, join(context.home.path, name), { recursive: true });
    }
  }
  const install = async (...components: readonly string[]) => {
    const operation = installOperation(context);
    return await operation.apply(await operation.plan({ components }));
  };
  const inHome = (...path: readonly string[]) => join(context.home.path, ...path);
  return { context, address, install, inHome };
}

/** What lies under a folder, as relative paths. */
export function tree(folder: string): string[] {
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}
