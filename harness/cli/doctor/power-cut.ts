import { loopDiskObstacle } from '../../runtime/sandbox/loop-disk-obstacle';
import type { Check } from './check';

/** A power cut needs root, a free loop device, and an ext4 on it that Perl can shut down. */
export function checkPowerCut(): Check {
  const { says, advice } = loopDiskObstacle() ?? { says: 'possible', advice: '' };
  return { id: 'power-cut', ok: advice === '', needed: false, says, advice };
}
