import { metricsRecord } from '../../cluster/metrics-record';
import type { Node } from '../../runtime/node';
import type { RunningProgram } from '../../runtime/running-program';
import type { ControlPlane } from '../../kubernetes/control-plane';
import { CONTROL_PLANE } from '../../topology/topology';
import type { Stand } from '../bench';

/** Writes down what members say of themselves now, and what each program has used until now. */
export async function scrape(stand: Stand, plane: ControlPlane): Promise<void> {
  const { cluster, journal } = stand;
  const metrics = await Promise.all(
    cluster.members.map((member) => metricsRecord(member, () => journal.clock())),
  );
  metrics.filter((record) => record !== undefined).forEach((record) => journal.write(record));
  for (const [node, programs] of programsByNode(stand, plane)) {
    const used = await Promise.all(
      programs.map(async (program) => ({ program, now: await program.usage() })),
    );
    const throttling = await node.throttling();
    journal.write({
      ...{ type: 'usage', t: journal.clock(), node: node.name },
      ...(throttling === undefined ? {} : { throttled: throttling.seconds }),
      programs: used.flatMap(({ program: { name }, now }) =>
        now === undefined
          ? []
          : [
              {
                ...{ name, cpu: now.cpuSeconds, rss: now.rssBytes },
                ...(now.waitedSeconds === undefined ? {} : { waited: now.waitedSeconds }),
                ...(now.writtenBytes === undefined ? {} : { written: now.writtenBytes }),
              },
            ],
      ),
    });
  }
}

/** All that runs now but for sidecars, which are the harness's own. */
function programsByNode({ cluster }: Stand, { masters }: ControlPlane): Map<Node, RunningProgram[]> {
  const programs = new Map<Node, RunningProgram[]>();
  for (const member of cluster.members.filter(({ isRunning }) => isRunning)) {
    programs.set(member.node, [member.process]);
  }
  for (const master of masters) {
    const running = CONTROL_PLANE.flatMap((name) => master.program(name).process ?? []);
    programs.set(master.node, [...(programs.get(master.node) ?? []), ...running]);
  }
  return programs;
}
