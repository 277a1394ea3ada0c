import { access, constants, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Refusal } from '../errors/refusal';
import { allNames, type Family, familyOf, type Member } from './families';
import { namesItself } from './own-answer';
import type { Program } from './program';
import { askVersion } from './says';
import { sha256OfFile } from './sha256';
import { exactVersion } from './version';

/** A build of the user's, to be used wherever that program at that version is wanted. */
export interface OwnProgram {
  /** A program, or a family whose main program the file is, or whose programs the folder holds. */
  readonly name: string;
  readonly version: string;
  /** Absolute path of a file, or of a release folder. */
  readonly path: string;
}

const FORM = 'NAME@VERSION=PATH, as in etcd@3.6.16=/opt/etcd/etcd';

/** Reads one `--program NAME@VERSION=PATH`. Whether the path is any good is found out when it is used. */
export function parseProgramFlag(text: string): OwnProgram {
  const [, name, selector, path] = /^([^@=]*)@([^=]*)=(.+)$/s.exec(text.trim()) ?? [];
  if (name === undefined || selector === undefined || path === undefined) {
    throw Refusal.usage(`--program "${text}" cannot be read; write ${FORM}`);
  }
  if (!allNames().includes(name)) {
    throw Refusal.usage(`--program "${text}": no program "${name}"; there are: ${allNames().join(', ')}`);
  }
  const version = exactVersion(selector);
  if (version === undefined) {
    throw Refusal.usage(`--program "${text}": "${selector}" is not an exact version; write ${FORM}`);
  }
  return { name, version, path: resolve(path) };
}

/**
 * Reads `ETCD_ASSAY_PROGRAM`: the same words as `--program`, separated by line ends or commas. A comma inside
 * a path is part of the path unless NAME@VERSION= follows it.
 */
export function ownProgramsFromEnvironment(value: string | undefined): OwnProgram[] {
  return (value ?? '')
    .split(/\n|,(?=\s*[a-z-]+@[^=,]+=)/)
    .filter((word) => word.trim() !== '')
    .map(parseProgramFlag);
}

/** The user's own programs of one release, found, asked for their version and hashed. */
export async function ownProgramsOf(
  family: Family,
  version: string,
  own: readonly OwnProgram[],
  signal?: AbortSignal,
): Promise<Program[]> {
  const programs = new Map<string, Program>();
  for (const one of own) {
    if (one.version !== version || familyOf(one.name).name !== family.name) {
      continue;
    }
    for (const { member, path } of await filesOf(family, one)) {
      if (!programs.has(member.name)) {
        programs.set(member.name, await ownProgram(member, one, path, signal));
      }
    }
  }
  return [...programs.values()];
}

async function filesOf(family: Family, own: OwnProgram): Promise<{ member: Member; path: string }[]> {
  const member = family.members.find(({ name }) => name === own.name) ?? family.members[0];
  const kind = await kindOf(own);
  if (kind === 'file') {
    return [{ member, path: own.path }];
  }
  // The family's name asks for all that the folder holds; a program's name for that program alone.
  const wanted = own.name === family.name ? family.members : [member];
  const held = [];
  for (const one of wanted) {
    const path = join(own.path, one.file);
    if ((await kindOf({ ...own, path }, 'absent')) === 'file') {
      held.push({ member: one, path });
    }
  }
  if (held.length === 0) {
    throw refusal(own, `the folder holds none of: ${wanted.map(({ file }) => file).join(', ')}`);
  }
  return held;
}

async function ownProgram(
  member: Member,
  own: OwnProgram,
  path: string,
  signal?: AbortSignal,
): Promise<Program> {
  await mustBe(constants.R_OK, own, path, 'may not be read by this user');
  await mustBe(constants.X_OK, own, path, 'is not executable; chmod +x it');
  const answer = await askVersion(path, member, signal);
  if (!answer.ok) {
    throw refusal(own, `does not say its version: ${answer.why}`);
  }
  if (!namesItself(member, answer.line)) {
    throw refusal(
      { ...own, path },
      `it does not say that it is ${member.name}, but "${answer.line}"; name your build of it`,
    );
  }
  const sha256 = await sha256OfFile(path);
  return { name: member.name, version: own.version, path, says: answer.line, source: 'own', sha256 };
}

async function kindOf(own: OwnProgram, missing?: 'absent'): Promise<'file' | 'folder' | 'absent'> {
  try {
    const entry = await stat(own.path);
    return entry.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENOENT' && missing !== undefined) {
      return missing;
    }
    throw refusal(own, code === 'ENOENT' ? 'there is no such file or folder' : `cannot be opened (${code})`);
  }
}

async function mustBe(mode: number, own: OwnProgram, path: string, complaint: string): Promise<void> {
  try {
    await access(path, mode);
  } catch {
    throw refusal({ ...own, path }, complaint);
  }
}

function refusal({ name, version, path }: OwnProgram, complaint: string): Refusal {
  return Refusal.usage(`--program ${name}@${version}=${path}: ${complaint}`);
}
