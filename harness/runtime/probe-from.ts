import { execFile } from 'node:child_process';
import { compiled } from '../package/root';
import { promisify } from 'node:util';
import type { ProbeRequest, ProbeResult } from './node';

const execute = promisify(execFile);
const PROBE = compiled('harness/runtime/probe-main');

/** Probes from inside a network namespace: a process of its own enters it, since a namespace is a process's. */
export async function probeFrom(network: string | undefined, request: ProbeRequest): Promise<ProbeResult> {
  const words = [process.execPath, PROBE, JSON.stringify(request)];
  const enter = network === undefined ? words : ['nsenter', `--net=${network}`, ...words];
  const { stdout } = await execute(enter[0] as string, enter.slice(1), { encoding: 'utf8' });
  return JSON.parse(stdout) as ProbeResult;
}
