import { access, link, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type GoToolchain, findGo, goEnvironment, mustBeRecentEnough } from './go-toolchain';
import type { Family, Member } from './families';
import type { Origin } from './manifest';
import type { Order, Source } from './order';
import { packageRoot } from '../package/root';
import { run } from './process-group';
import { Unobtainable } from './unobtainable';

/** Built by the Go toolchain, every release being a Go module: slow, but needs nothing but a module proxy. */
export const goBuild: Source = { name: 'Go build', obtain: build };

async function build(order: Order): Promise<Origin> {
  if (order.digest !== undefined) {
    throw new Unobtainable('not tried: your digest is that of the release archive, and a build has another');
  }
  const { family, version, progress, signal } = order;
  const go = await findGo(signal);
  const workshop = await prepareWorkshop(order, go);
  const wanted = family.multiCall === true ? family.members.slice(0, 1) : family.members;
  for (const [index, member] of wanted.entries()) {
    const count = `${index + 1} of ${wanted.length}`;
    const what = family.multiCall === true ? 'all of its programs as one, which takes minutes,' : member.name;
    progress(`${family.name} ${version}: building ${what} with ${go.version} (${count})`);
    await buildOne(order, workshop, member);
  }
  await linkOthers(order);
  return { from: 'built', go: go.version, pinned: workshop.pinned };
}

/** A program that goes by several names has them all. */
async function linkOthers({ family: { members, multiCall }, into }: Order): Promise<void> {
  const [main, ...others] = members;
  for (const { file } of multiCall === true ? others : []) {
    await link(join(into, main.file), join(into, file));
  }
}

/** A module from which the programs are built. */
interface Workshop {
  readonly go: GoToolchain;
  readonly folder: string;
  readonly pinned: boolean;
  readonly env: NodeJS.ProcessEnv;
}

async function prepareWorkshop(order: Order, go: GoToolchain): Promise<Workshop> {
  const { family, version, offline, scratch } = order;
  // Go's own scratch files are swept together with ours, however it ends.
  const temporary = join(scratch, 'go-tmp');
  await mkdir(temporary);
  if (await findPinned(go, family, version, offline)) {
    const env = goEnvironment({ offline, modules: 'readonly', temporary });
    return { go, folder: pinnedFolder(family, version), pinned: true, env };
  }
  const env = goEnvironment({ offline, modules: 'mod', temporary });
  const workshop = { go, folder: join(scratch, 'module'), pinned: false, env };
  await writeModule(order, workshop);
  return workshop;
}

/**
 * Whether a go.mod for the version ships with etcd-assay.
 * @throws Unobtainable where one does, and this Go is too old for it
 */
export async function findPinned(
  go: GoToolchain,
  family: Family,
  version: string,
  offline: boolean,
): Promise<boolean> {
  const goMod = join(pinnedFolder(family, version), 'go.mod');
  if (!(await isThere(goMod))) {
    return false;
  }
  mustBeRecentEnough(go, await readFile(goMod, 'utf8'), offline);
  return true;
}

function pinnedFolder(family: Family, version: string): string {
  return join(sourceFolder(family), version);
}

function sourceFolder({ name }: Family): string {
  return join(packageRoot(), 'docker', name);
}

/** A module made on the spot, for versions whose go.mod does not ship with etcd-assay. */
async function writeModule(order: Order, workshop: Workshop): Promise<void> {
  const { family, version, progress } = order;
  progress(`${family.name} ${version}: no go.mod is pinned for it; its dependencies are resolved now`);
  await mkdir(workshop.folder);
  const goMod = join(workshop.folder, 'go.mod');
  await writeFile(goMod, `module etcd-assay/docker/${family.name}\n\ngo 1.21\n`);
  if (family.multiCall === true || family.forks === true) {
    await replaceModules(order, workshop);
  }
  const packages = family.members.flatMap(({ goPackage }) => goPackage ?? []);
  const wanted = [...(packages.length === 0 ? [family.goModule] : packages), ...family.goSiblings];
  await runGo(order, workshop, ['get', ...wanted.map((path) => `${path}@v${version}`)], 'go get');
}

/**
 * What stands in folders of the release's own repository is taken as it was released, and what the release replaces by another
 * module is replaced here too: Go heeds neither of a module that is not the main one.
 */
async function replaceModules(order: Order, workshop: Workshop): Promise<void> {
  const { family, version } = order;
  const words = ['mod', 'download', '-json', `${family.goModule}@v${version}`];
  const { GoMod } = Downloaded.parse(JSON.parse(await runGo(order, workshop, words, 'go mod download')));
  const goMod = await readFile(GoMod, 'utf8');
  const released = version.replace(/^\d+/, '0');
  const staged = stagedIn(goMod).map((path) => `${path}=${path}@v${released}`);
  const edits = [...staged, ...forksIn(goMod)].map((replacement) => `-replace=${replacement}`);
  await runGo(order, workshop, ['mod', 'edit', ...edits], 'go mod edit');
}

const Downloaded = z.object({ GoMod: z.string() });

const stagedIn = (goMod: string): string[] =>
  [...goMod.matchAll(/^\s*(?:require )?(\S+) v0\.0\.0$/gm)].map(([, path]) => path as string);

/** Replacements by a folder have no version after them. */
const forksIn = (goMod: string): string[] =>
  [...goMod.matchAll(/^\s*(?:replace )?(\S+)(?: v\S+)? => (\S+) (v\S+)$/gm)].map(
    ([, path, fork, version]) => `${String(path)}=${String(fork)}@${String(version)}`,
  );

async function buildOne(order: Order, workshop: Workshop, member: Member): Promise<void> {
  const { family, version, into } = order;
  const variables = family.linkerVariables(version).flatMap((variable) => ['-X', variable]);
  const linker = ['-s', '-w', ...variables].join(' ');
  const source = member.goPackage ?? join(sourceFolder(family), 'main.go');
  const words = ['build', '-trimpath', '-ldflags', linker, '-o', join(into, member.file), source];
  await runGo(order, workshop, words, `go build of ${member.name}`);
}

async function runGo(
  { signal }: Order,
  { go, folder, env }: Workshop,
  words: readonly string[],
  what: string,
): Promise<string> {
  const { exitCode, stdout, stderr } = await run(go.path, words, { cwd: folder, env, signal });
  if (exitCode === 0) {
    return stdout;
  }
  if (/no space left on device|disk quota exceeded/i.test(stderr)) {
    // Go's own writes failed; for the user it is the same as if ours had.
    throw Object.assign(new Error(`${what}: ${lastLine(stderr)}`), { code: 'ENOSPC' });
  }
  const ending = exitCode === null ? 'was killed' : `ended with ${exitCode}`;
  throw new Unobtainable(`${what} ${ending}: ${lastLine(stderr)}`, `${what}\n${stderr}`);
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.at(-1) ?? 'without a word').trim().slice(0, 300);
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
