import { describe, expect, test } from '@jest/globals';
import { SCENARIOS } from './catalogue';
import { hasUnfixed, knownIssuesOf } from './known-issues';

const ids = (...versions: string[]) => knownIssuesOf(versions).map(({ id }) => id);

describe('known issues', () => {
  test('are told of the releases that have them, each release once', () => {
    const [issue] = knownIssuesOf(['3.6.16', '3.6.16']);
    expect(issue).toMatchObject({
      ...{ id: '18667', versions: ['3.6.16'], command: 'npx etcd-assay calibrate --only 18667' },
      issue: 'https://github.com/etcd-io/etcd/issues/18667',
    });
  });

  test('name both ends of an upgrade where both have them', () => {
    expect(knownIssuesOf(['3.5.35', '3.6.16'])[0]?.versions).toEqual(['3.5.35', '3.6.16']);
    expect(knownIssuesOf(['3.6.16', '3.7.3'])[0]?.versions).toEqual(['3.6.16']);
  });

  test('are none of a release that got a fix', () => {
    expect(ids('3.7.3')).toEqual([]);
  });

  test('minor versions are not confused', () => {
    expect(ids('3.50.1')).toEqual([]);
  });

  test.each(SCENARIOS.filter(({ versions }) => versions.fixed !== undefined))(
    'scenario $id: the release that passes it is not said to have it',
    (scenario) => {
      expect(hasUnfixed(scenario, scenario.versions.fixed ?? '')).toBe(false);
    },
  );
});
