import { isComponentName, isNewVersion } from './names.ts';
import { isPlatform } from './platform.ts';

/**
 * What the name of a tarball says: `tidb-lightning-v8.5.1-linux-amd64.tar.gz`. The version begins at the first part
 * with which all that follows is a version. Null for any other name.
 */
export function namesOfTarball(name: string): {
  readonly component: string;
  readonly version: string;
  readonly os: string;
  readonly arch: string;
} | null {
  const parts = name.endsWith('.tar.gz') ? name.slice(0, -'.tar.gz'.length).split('-') : [];
  const arch = parts.pop();
  const os = parts.pop();
  if (os === undefined || arch === undefined || !isPlatform(`${os}/${arch}`)) return null;
  for (let at = 1; at < parts.length; at += 1) {
    const component = parts.slice(0, at).join('-');
    const version = parts.slice(at).join('-');
    if (isNewVersion(version) && isComponentName(component)) return { component, version, os, arch };
  }
  return null;
}
