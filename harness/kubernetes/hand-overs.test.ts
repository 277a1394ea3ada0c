import { expect, it } from '@jest/globals';
import { waysToLoseLeaders } from './hand-overs';

it('freezes and stops a leader only where another one could follow', () => {
  expect(waysToLoseLeaders(1)).toEqual(['kill']);
  expect(waysToLoseLeaders(2)).toEqual(['kill', 'freeze', 'stop']);
});
