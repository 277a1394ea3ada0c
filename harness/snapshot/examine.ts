import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Refusal } from '../errors/refusal';
import { etcdutlTime, tookTooLong } from '../cluster/etcdutl-time';
import { reasonIn } from '../cluster/restore-snapshot';
import type { Runtime } from '../runtime/runtime';
import { examineMember, leasesOf, writeRefusedBy } from './examine-member';
import type { Facts, FileFacts, StartFacts, StatusFacts } from './facts';
import type { Objects } from './objects';
import { readFile } from './read-file';
import { NotServed, RestoredMembers } from './restored-members';

const execute = promisify(execFile);

export interface Examination {
  readonly file: string;
  readonly version: string;
  readonly etcd: string;
  readonly etcdutl: string;
  readonly objects: Objects;
  /** Told what comes next, in words. */
  readonly tell: (doing: string) => void;
}

/**
 * Reads the file, lets etcdutl read it, restores it, and asks the restored members. Whatever is wrong with the snapshot is a
 * fact; only what is wrong with the machine is thrown.
 */
export async function examine(runtime: Runtime, examination: Examination): Promise<Facts> {
  const { file: path, version, etcd, etcdutl, objects, tell } = examination;
  tell('reading the file');
  const file = await readFile(path, objects);
  tell('asking etcdutl');
  const status = await statusOf(path, etcdutl, etcdutlTime(file.bytes));
  const members = await RestoredMembers.on(runtime, { version, path: etcd });
  try {
    tell('restoring it as three members');
    const skipHashCheck = file.hash === 'none';
    const refused = (await members.layOut({ file: path, etcdutl, skipHashCheck })) ?? null;
    requireDisk(refused);
    const restore = { skippedHashCheck: skipHashCheck, refused };
    if (refused !== null) {
      return { version, file, status, restore, start: null };
    }
    tell('starting them');
    return {
      version,
      file,
      status,
      restore,
      start: await startFacts(members, file.bytes, revisionOf(file, status)),
    };
  } finally {
    members.close();
  }
}

async function startFacts(restored: RestoredMembers, bytes: number, revision: number): Promise<StartFacts> {
  try {
    return await servedFacts(restored, bytes, revision);
  } catch (error) {
    if (error instanceof NotServed) {
      return { failed: error.message, ended: false };
    }
    const failed = await restored.crash();
    if (failed === undefined) {
      throw error;
    }
    requireDisk(failed);
    return { failed, ended: true };
  }
}

async function servedFacts(restored: RestoredMembers, bytes: number, revision: number): Promise<StartFacts> {
  const { members, access } = restored;
  const began = performance.now();
  await restored.start(bytes);
  const readyAfter = performance.now() - began;
  // Before anything that takes long: leases run out here too.
  const leases = await Promise.all(members.map((member) => leasesOf(member, access)));
  const leasesAfter = performance.now() - began;
  const accounts = await Promise.all(members.map((member) => examineMember(member, revision, access)));
  // Last of all, since it changes them.
  const writes: (string | null)[] = [];
  for (const member of members) {
    writes.push(await writeRefusedBy(member, access));
  }
  return {
    readyAfter,
    leasesAfter,
    members: accounts.map((account, index) => ({
      ...account,
      leases: leases[index] ?? [],
      writeRefused: writes[index] ?? null,
    })),
  };
}

/** A full disk is nothing that the snapshot could help. @throws Refusal (environment) */
function requireDisk(words: string | null): void {
  if (words !== null && /no space left on device|disk quota exceeded/i.test(words)) {
    throw Refusal.environment(
      `the disk is full while the snapshot is restored: ${words}; name another folder with --out`,
    );
  }
}

/** Where members are to be compared: at the newest revision that anybody could read in the file. */
function revisionOf({ content }: FileFacts, status: StatusFacts): number {
  return content?.revision ?? ('revision' in status ? status.revision : 0);
}

const Status = z.object({ revision: z.int(), totalKey: z.int(), totalSize: z.int() });

async function statusOf(path: string, etcdutl: string, within: number): Promise<StatusFacts> {
  try {
    const words = ['snapshot', 'status', path, '--write-out=json'];
    const { stdout } = await execute(etcdutl, words, { timeout: within, killSignal: 'SIGKILL' });
    const status = Status.safeParse(JSON.parse(stdout));
    return status.data ?? { refused: `it tells numbers that no cluster reaches: ${stdout.trim()}` };
  } catch (error) {
    const { stderr, signal, killed } = error as { stderr?: string; signal?: string; killed?: boolean };
    if (stderr === undefined) {
      throw error;
    }
    if (killed === true) {
      return { refused: tookTooLong(within) };
    }
    return { refused: reasonIn(stderr, signal ?? null) };
  }
}
