import { describe, expect, it } from 'vitest';
import {
  ANY,
  checkPlatform,
  hostPlatform,
  isPlatform,
  parsePlatform,
  platformsOf,
} from '../../../source/engine/domain/platform.ts';
import type { EngineError } from '../../../source/engine/errors.ts';

const refused = (act: () => unknown) =>
  expect(act).toThrow(expect.objectContaining({ code: 'platform-invalid' } satisfies Partial<EngineError>));

describe('platforms', () => {
  it('reads any os/arch in small letters', () => {
    expect(parsePlatform('linux/amd64')).toEqual({ os: 'linux', arch: 'amd64' });
    expect(parsePlatform(ANY)).toEqual({ os: 'any', arch: 'any' });
    expect(isPlatform('linux/riscv64')).toBe(true);
    for (const bad of [
      '',
      'linux',
      'linux/',
      '/amd64',
      'a/b/c',
      'Linux/amd64',
      '../x',
      'linux/amd64\n',
      `${'x'.repeat(40)}/y`,
    ]) {
      expect(isPlatform(bad)).toBe(false);
      refused(() => parsePlatform(bad));
    }
  });

  it('pairs lists, each once, sorted', () => {
    expect(platformsOf(['linux', 'darwin', 'linux'], ['arm64', 'amd64'])).toEqual([
      'darwin/amd64',
      'darwin/arm64',
      'linux/amd64',
      'linux/arm64',
    ]);
    expect(platformsOf(['any'], ['any'])).toEqual([ANY]);
    refused(() => platformsOf(['any'], ['amd64']));
    refused(() => platformsOf(['linux'], ['x86_64']));
    refused(() => checkPlatform('windows', 'amd64'));
  });

  it("knows this machine by the mirror's names", () => {
    expect(hostPlatform('linux', 'x64')).toBe('linux/amd64');
    expect(hostPlatform('darwin', 'arm64')).toBe('darwin/arm64');
    expect(hostPlatform('win32', 'x64')).toBe('windows/amd64');
  });
});
