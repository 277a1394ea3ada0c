import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { BUSY_NODE } from '../package/busy-node';
import { compiled } from '../package/root';
import type { ProgressEvent } from '../progress/event';
import { enterOutside } from '../runtime/docker/enter-outside';
import { reserveContainers } from '../runtime/docker/reserve-containers';
import { type Entry, enterSandbox } from '../runtime/sandbox/enter';
import { reserveGroups } from '../runtime/sandbox/reserve-groups';
import { clustersOf } from './clusters-of';
import { FromInner, type ToInner } from './protocol';
import { harnessLog, journalPath } from './paths';
import type { Plan } from './plan';
import { removeSecrets } from './remove-data';
import { topologyOf } from './topology-of';

/** How long an interrupted inner process may take to write its results before it is ended. */
const LAST_WORDS = 20_000;

export interface EnterOptions {
  readonly plan: Plan;
  readonly show: (event: ProgressEvent) => void;
  /** Asks the inner process to stop and to write its results. */
  readonly signal: AbortSignal;
  /** Ends it without. */
  readonly hurry?: AbortSignal | undefined;
}

/** How the inner process ended: with reports on the disk, or with a reason why there are none. */
export type Ended =
  | { readonly as: 'done'; readonly exitCode: ExitCode; readonly unwritten: readonly string[] }
  | {
      readonly as: 'refused';
      readonly exitCode: ExitCode;
      readonly message: string;
      readonly details?: string;
    };

/**
 * Runs a plan inside a sandbox and waits for its end. Never throws for what the inner process did.
 * @throws Refusal (environment) where its nodes have budgets and they cannot be kept here
 */
export async function enterGate({ plan, show, signal, hurry }: EnterOptions): Promise<Ended> {
  const inEngine = plan.subject.runtime === 'docker';
  const topology = topologyOf(plan);
  const groups = inEngine ? undefined : reserveGroups(topology);
  const containers = inEngine ? reserveContainers(topology) : undefined;
  const log = openSync(harnessLog(plan), 'a');
  const entry: Entry = {
    words: [...BUSY_NODE, compiled('harness/cli/inner')],
    stdio: ['ignore', log, log, 'ipc'],
  };
  const inner = containers === undefined ? enterSandbox(entry) : enterOutside(entry, containers.run.name);
  closeSync(log);
  const end = (): void => void inner.kill('SIGKILL');
  const stop = (): void => {
    tell(inner, { type: 'interrupt' });
    setTimeout(end, LAST_WORDS).unref();
  };
  const ended = await new Promise<Ended>((resolve) => {
    let last: Ended | undefined;
    inner.on('message', (message) => {
      const told = FromInner.parse(message);
      if (told.type === 'progress') {
        show(told.event);
      } else {
        last = told.type === 'done' ? { ...told, as: 'done' } : refused(told);
      }
    });
    inner.once('error', (error) =>
      resolve(refused(Refusal.environment(`the inner process cannot be started: ${error.message}`))),
    );
    inner.once('exit', (code, by) => {
      signal.removeEventListener('abort', stop);
      hurry?.removeEventListener('abort', end);
      resolve(last ?? (signal.aborted ? cutShort(plan, hurry) : silent(code, by, harnessLog(plan))));
    });
    signal.addEventListener('abort', stop, { once: true });
    hurry?.addEventListener('abort', end, { once: true });
    tell(inner, {
      ...{ type: 'run', plan },
      ...(groups === undefined ? {} : { controlGroups: groups.run }),
      ...(containers === undefined ? {} : { containers: containers.run }),
    });
  });
  // A verdict is not lost over what the next start sweeps.
  for (const reserved of [groups, containers]) {
    await reserved?.release().catch((error: unknown) => {
      show({ kind: 'note', text: `not everything of the run could be removed: ${String(error)}` });
    });
  }
  for (const cluster of clustersOf(plan)) {
    await removeSecrets(cluster).catch((error: unknown) => {
      show({
        kind: 'note',
        text: `keys of the run are left in ${cluster.out}: ${String(error)}; remove them yourself`,
      });
    });
  }
  return ended;
}

function tell(inner: ChildProcess, words: ToInner): void {
  // Fails only when the inner process is gone, and then its exit says more.
  inner.send(words, () => undefined);
}

const refused = ({ message, exitCode }: { message: string; exitCode: ExitCode }): Ended => ({
  as: 'refused',
  exitCode,
  message,
});

/** It ended without a word: killed, or it never came to life. Its exit code is never a verdict. */
const silent = (code: number | null, by: string | null, log: string): Ended => ({
  as: 'refused',
  exitCode: ExitCode.harness,
  message: `the inner process ended without a result (${by ?? `exit code ${String(code)}`}); see ${log}`,
});

/** The user's own doing, so nothing is wrong with the inner process. */
function cutShort(plan: Plan, hurry: AbortSignal | undefined): Ended {
  const why =
    hurry?.aborted === true
      ? 'interrupted twice, so the run was ended at once, without results'
      : `interrupted, and the run was ended without results, which were not ready within ${LAST_WORDS / 1000} s`;
  const journal = journalPath(plan);
  const kept = existsSync(journal)
    ? `; "etcd-assay check ${journal}" judges what was recorded until then`
    : '';
  return { as: 'refused', exitCode: ExitCode.interrupted, message: `${why}${kept}` };
}
