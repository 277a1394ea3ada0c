import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  for (const [index, member] of family.members.entries()) {
    const count = `${index + 1} of ${family.members.length}`;
    progress(`${family.name} ${version}: building ${member.name} with ${go.version} (${count})`);
    await buildOne(order, workshop, member);
  }
  return { from: 'built', go: go.version, pinned: workshop.pinned };
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
  return join(packageRoot(), 'docker', family.name, version);
}

/** A module made on the spot, for versions whose go.mod does not ship with etcd-assay. */
async function writeModule(order: Order, workshop: Workshop): Promise<void> {
  const { family, version, progress } = order;
  progress(`${family.name} ${version}: no go.mod is pinned for it; its dependencies are resolved now`);
  await mkdir(workshop.folder);
  const goMod = join(workshop.folder, 'go.mod');
  await writeFile(goMod, `module etcd-assay/docker/${family.name}\n\ngo 1.21\n`);
  const wanted = [...family.members.map((member) => member.goPackage), ...family.goSiblings];
  await runGo(order, workshop, ['get', ...wanted.map((path) => `${path}@v${version}`)], 'go get');
}

async function buildOne(order: Order, workshop: Workshop, member: Member): Promise<void> {
  const { family, version, into } = order;
  const variables = family.linkerVariables(version).flatMap((variable) => ['-X', variable]);
  const linker = ['-s', '-w', ...variables].join(' ');
  const words = ['build', '-trimpath', '-ldflags', linker, '-o', join(into, member.file), member.goPackage];
  await runGo(order, workshop, words, `go build of ${member.name}`);
}

async function runGo(
  { signal }: Order,
  { go, folder, env }: Workshop,
  words: readonly string[],
  what: string,
): Promise<void> {
  const { exitCode, stderr } = await run(go.path, words, { cwd: folder, env, signal });
  if (exitCode === 0) {
    return;
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
