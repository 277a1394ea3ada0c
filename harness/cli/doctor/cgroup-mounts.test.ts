import { describe, expect, test } from '@jest/globals';
import { cgroupPlaces } from './cgroup-mounts';

const V1 = [
  '30 25 0:26 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755',
  '31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
  '32 30 0:28 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory',
  '',
].join('\n');
const V2 = '30 25 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';

describe('places for cgroups', () => {
  test("of version 1 are this process's own group, then the top", () => {
    const own = '4:memory:/jobs/7\n3:cpu,cpuacct:/\n0::/\n';
    expect(cgroupPlaces('memory', V1, own)).toEqual([
      { version: 1, folder: '/sys/fs/cgroup/memory/jobs/7' },
      { version: 1, folder: '/sys/fs/cgroup/memory' },
    ]);
    expect(cgroupPlaces('cpu', V1, own)).toEqual([{ version: 1, folder: '/sys/fs/cgroup/cpu,cpuacct' }]);
  });

  test('of version 2 do not depend on the controller', () => {
    expect(cgroupPlaces('cpu', V2, '0::/user.slice/x.scope\n')).toEqual([
      { version: 2, folder: '/sys/fs/cgroup/user.slice/x.scope' },
      { version: 2, folder: '/sys/fs/cgroup' },
    ]);
  });

  test('are none where nothing is mounted', () => {
    expect(cgroupPlaces('cpu', '', '0::/\n')).toEqual([]);
  });
});
