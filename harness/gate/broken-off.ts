import { MemberDown } from '../cluster/member';
import { ChangeRefused } from '../cluster/membership';
import { WaitedInVain } from '../time/until';

/**
 * Whether an error says that the cluster did not come back from something, which is a result to be judged
 * and not a fault of the harness. The rest of the plan is then left out.
 */
export const breaksOff = (error: unknown): error is Error =>
  error instanceof WaitedInVain || error instanceof MemberDown || error instanceof ChangeRefused;
