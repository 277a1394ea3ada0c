import { expect, test } from '@jest/globals';
import { checkPrograms } from './programs';

test('a missing program is named with the package that brings it', () => {
  const checks = checkPrograms((name) => (name === 'ip' || name === 'perl' ? undefined : `/usr/bin/${name}`));
  expect(checks.filter(({ ok }) => !ok)).toEqual([
    {
      id: 'program-ip',
      ok: false,
      needed: true,
      says: 'not found (networks of the sandbox)',
      advice: 'apt-get install iproute2',
    },
    {
      id: 'program-perl',
      ok: false,
      needed: false,
      says: 'not found (the power cut alone)',
      advice: 'apt-get install perl',
    },
  ]);
});
