import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ExitCode } from '../errors/exit-code';
import { resolveVersion } from './resolve-version';
import { pathWith } from './testing/path-folder';

const path = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = path;
});

/** A `go` whose module proxy lists 3.6.17 and has 3.7.9 unlisted. */
const GO = `#!/bin/sh
case "$*" in
"env "*) echo '{"GOVERSION":"go1.26.8","GOTOOLCHAIN":"local"}' ;;
*-versions*) echo "go.etcd.io/etcd/server/v3 v3.4.0 v3.6.16 v3.6.17 v3.8.0-alpha.1" ;;
*@v3.7.9) echo ok ;;
*@v3.7.8) echo "go: dial tcp: lookup proxy: no such host" >&2; exit 1 ;;
*) echo "go: not found: unknown revision" >&2; exit 1 ;;
esac
`;

const NO_OWN = { own: [] };

describe('without Go', () => {
  beforeEach(() => {
    process.env['PATH'] = pathWith();
  });

  test.each([
    ['3.5.35', '3.5.35'],
    ['v3.6.16', '3.6.16'],
    ['3.6', '3.6.16'],
    ['3.5.x', '3.5.35'],
    ['latest', '3.7.3'],
    ['3.8', '3.8.0-alpha.0'],
  ])('%s is %s', async (selector, version) => {
    expect(await resolveVersion('etcd', selector, NO_OWN)).toBe(version);
  });

  test.each([
    ['3.4.30', 'etcd 3.4.30 is not supported, 3.5.0 is the oldest; nearest: 3.5.0, 3.5.1'],
    ['3.5.0-alpha.0', 'not supported'],
    ['3.6.99', 'could not be asked (no "go" on PATH'],
    ['3.6.99', 'nearest: 3.6.15, 3.6.16, 3.7.0-beta.0, 3.7.0-rc.0'],
    ['3.4', 'there are: 3.5, 3.6, 3.7, 3.8'],
    ['newest', '"newest" is no etcd version'],
    ['../3.6.16', 'is no etcd version'],
  ])('%s is a usage error: %s', async (selector, message) => {
    await expect(resolveVersion('etcd', selector, NO_OWN)).rejects.toMatchObject({
      exitCode: ExitCode.usage,
      message: expect.stringContaining(message),
    });
  });

  test("a version of the user's own is known, and counts as its line's newest", async () => {
    const own = [{ name: 'etcd', version: '3.6.99', path: '/x' }];
    expect(await resolveVersion('etcd', '3.6.99', { own })).toBe('3.6.99');
    expect(await resolveVersion('etcd', '3.6', { own })).toBe('3.6.99');
  });
});

describe("with Go's module proxy", () => {
  beforeEach(() => {
    process.env['PATH'] = pathWith(GO);
  });

  test('newer patches are seen', async () => {
    expect(await resolveVersion('etcd', '3.6', NO_OWN)).toBe('3.6.17');
    expect(await resolveVersion('etcd', '3.8', NO_OWN)).toBe('3.8.0-alpha.1');
  });

  test('an exact version may exist without being listed', async () => {
    expect(await resolveVersion('etcd', '3.7.9', NO_OWN)).toBe('3.7.9');
  });

  test('it is not asked when offline', async () => {
    const lines: string[] = [];
    const options = { own: [], offline: true, progress: (line: string) => void lines.push(line) };
    expect(await resolveVersion('etcd', '3.6', options)).toBe('3.6.16');
    expect(lines).toEqual(['etcd@3.6: looked up in the list of this release (offline)']);
  });

  test('"there is none" and "could not ask" read differently', async () => {
    await expect(resolveVersion('etcd', '3.7.7', NO_OWN)).rejects.toThrow(
      /^no list knows etcd 3.7.7; nearest/,
    );
    await expect(resolveVersion('etcd', '3.7.8', NO_OWN)).rejects.toThrow(
      'could not be asked (go list failed',
    );
  });
});
