import { amount } from '../../result/amount';
import { seconds, findingsOf, type Finding } from '../finding';
import type { History } from '../history';

/** A node that was looked at: what is to run there, and what did. */
interface Look {
  readonly node: string;
  readonly at: number;
  readonly runs: readonly string[];
  readonly seen: readonly string[];
}

export interface Placement {
  readonly findings: readonly Finding[];
  /** What was looked at. */
  readonly of: string;
  readonly missing: string | undefined;
}

const MEMBER = 'etcd';

const isAlone = ({ runs }: Pick<Look, 'runs'>): boolean => runs.length === 1 && runs[0] === MEMBER;
const isShared = ({ runs }: Pick<Look, 'runs'>): boolean => runs.length > 1 && runs.includes(MEMBER);

/** TOPO-1: nodes that are to run a member alone run one, and nothing beside it. */
export function aloneOnItsNode(history: History): Placement {
  const finding = findingsOf('alone-on-its-node', 'TOPO-1');
  return placement(history, isAlone, 'no node is to run a member alone', ({ node, at, seen }) => {
    const others = seen.filter((name) => name !== MEMBER);
    return others.length > 0 || !seen.includes(MEMBER)
      ? [
          finding(
            `node ${node}, which is to run a member alone, ran ${seen.length === 0 ? 'nothing' : seen.join(', ')} at ${seconds(at).toFixed(1)} s`,
          ),
        ]
      : [];
  });
}

/** TOPO-2: nodes that are to run a member and a control plane run all of it. */
export function besideTheControlPlane(history: History): Placement {
  const finding = findingsOf('beside-control-plane', 'TOPO-2');
  return placement(
    history,
    isShared,
    'no node is to run a member beside a control plane',
    ({ node, at, runs, seen }) => {
      const missing = runs.filter((name) => !seen.includes(name));
      return missing.length > 0
        ? [finding(`node ${node} did not run ${missing.join(', ')} at ${seconds(at).toFixed(1)} s`)]
        : [];
    },
  );
}

function placement(
  { told }: History,
  isMeant: (node: Pick<Look, 'runs'>) => boolean,
  none: string,
  judge: (look: Look) => Finding[],
): Placement {
  const meant = told.node.filter(isMeant);
  const looks = meant.flatMap(({ node, runs }) =>
    told.usage
      .filter((usage) => usage.node === node)
      .map(({ t, programs }) => ({ node, at: t, runs, seen: programs.map(({ name }) => name) })),
  );
  return {
    findings: looks.flatMap(judge),
    of: `${amount(looks.length, 'look')} at ${amount(meant.length, 'node')}`,
    missing:
      meant.length === 0 ? none : looks.length === 0 ? 'nobody looked what ran on any node' : undefined,
  };
}
