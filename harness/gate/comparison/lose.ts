import { setTimeout as pause } from 'node:timers/promises';
import { carryOut } from '../../faults/carry-out';
import type { Injection } from '../../faults/fault';
import { observe } from '../../faults/observe';
import type { LossName } from '../../journal/comparison-record';
import type { ControlPlane } from '../../kubernetes/control-plane';
import type { Master } from '../../kubernetes/master';
import type { RunningProgram } from '../../runtime/running-program';
import { until } from '../../time/until';
import type { Stand } from '../bench';

/** Milliseconds that a node is away once that is proven. */
const AWAY = 3_000;
/** Milliseconds in which whatever was lost has to be back. */
const BACK_WITHIN = 120_000;
/** Numbers of faults that no schedule has. */
const FIRST = 2001;

interface Loss extends Injection {
  readonly node: string;
  /** What has to be awaited before it is given back. */
  readonly meanwhile: () => Promise<void>;
}

/** Marks what happens in the journal, by the states of a trial. */
type Mark = (state: 'lost' | 'back', more?: { what: string; node: string }) => void;

/**
 * Something is lost for good as far as its own side is concerned, and comes back as it would on a real master node: an API server by
 * its kubelet, a node by being switched on again. Returns once it was taken back; that all is whole again is looked at by the caller.
 */
export async function lose(name: LossName, stand: Stand, plane: ControlPlane, mark: Mark): Promise<void> {
  const { journal } = stand;
  const loss = name === 'lost-node' ? await nodeOfLeader(stand, plane) : apiServer(plane);
  const fault = FIRST + (name === 'lost-node' ? 1 : 0);
  mark('lost', { what: loss.target, node: loss.node });
  await carryOut(loss, {
    note: (state, proof) =>
      journal.write({
        ...{ type: 'fault', t: journal.clock(), fault, name, target: loss.target, state },
        quorum: loss.quorum,
        ...(proof === undefined ? {} : { proof }),
      }),
    meanwhile: async () => {
      await loss.meanwhile();
      mark('back');
    },
  });
}

/** kill -9, which is what the kernel does to one that has used up its memory; whoever supervises it starts it again. */
function apiServer({ masters }: ControlPlane): Loss {
  const [master] = masters as [Master];
  const program = master.program('kube-apiserver');
  const { process } = program;
  if (process === undefined) {
    throw new Error(`the API server of ${master.node.name} is not there to be lost`);
  }
  return {
    ...{ target: `kube-apiserver of ${master.node.name}`, node: master.node.name, quorum: true, out: [] },
    inject: () => process.signal('SIGKILL'),
    prove: () => observeGone([process]),
    meanwhile: () => Promise.resolve(),
    heal: async () => {
      await until(() => program.process !== process && program.isReady, {
        ...{ within: BACK_WITHIN, every: 50 },
        what: `kube-apiserver of ${master.node.name} to be started again`,
      });
    },
  };
}

/** All programs of the node on which etcd's leader runs are killed, and none of them comes back for a while. */
async function nodeOfLeader({ cluster, signal }: Stand, { masters }: ControlPlane): Promise<Loss> {
  const member = await cluster.leader();
  const master = masters.find(({ node }) => node === member.node);
  const lost: RunningProgram[] = [member.process];
  return {
    target: `node ${member.name} (etcd${master === undefined ? '' : ' and a control plane'})`,
    ...{ node: member.name, quorum: cluster.members.length > 2, out: [member.name] },
    inject: async () => {
      const [, programs = []] = await Promise.all([member.kill(), master?.lose()]);
      lost.push(...programs);
    },
    prove: () => observeGone(lost),
    meanwhile: () => pause(AWAY, undefined, { signal }),
    heal: async () => {
      await until(() => !member.isRunning, {
        within: BACK_WITHIN,
        what: `${member.name} to end after SIGKILL`,
      });
      master?.comeBack();
      await cluster.restart(member);
      // As where an API server alone was lost: what else is on the node may be held back by its supervisor.
      await until(() => master?.program('kube-apiserver').isReady ?? true, {
        ...{ within: BACK_WITHIN, every: 50 },
        what: `kube-apiserver of ${member.name} to answer again`,
      });
    },
  };
}

const observeGone = (programs: readonly RunningProgram[]) =>
  observe(async () => {
    const states = await Promise.all(programs.map((program) => program.state()));
    return states.every((state) => state === 'gone')
      ? `${programs.map(({ name, id }) => `${name}: ${id}`).join(', ')} gone`
      : undefined;
  }, 'what was killed to be gone');
