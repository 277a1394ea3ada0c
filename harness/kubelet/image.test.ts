import { createHash } from 'node:crypto';
import { createReadStream, existsSync, linkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeEach, expect, test } from '@jest/globals';
import { extract, type Header } from 'tar-stream';
import { temporaryFolder } from '../artifacts/testing/temporary-folder';
import { writeImage } from './image';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(at('program'), 'the program');
  linkSync(at('program'), at('other-name'));
});

interface Entry extends Pick<Header, 'name' | 'mode' | 'type' | 'linkname'> {
  readonly bytes: Buffer;
}

async function entriesOf(tar: Readable): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of tar.pipe(extract())) {
    const { name, mode, type, linkname } = entry.header;
    entries.push({ name, mode, type, linkname, bytes: await buffer(entry) });
  }
  return entries;
}

const make = (file: string) =>
  writeImage(
    {
      name: 'tools',
      programs: { '/program': at('program'), '/other': at('other-name') },
      entrypoint: ['/program'],
    },
    at(file),
  );

interface Described {
  readonly digest: string;
  readonly size: number;
}
interface Manifest {
  readonly config: Described;
  readonly layers: readonly [Described];
}

test('an image holds its programs once, and is named by the digest of its manifest', async () => {
  const { reference, file } = await make('image.tar');
  const entries = await entriesOf(createReadStream(file));
  const held = (name: string): Buffer =>
    entries.find((entry) => entry.name === name)?.bytes ?? Buffer.from(`no ${name}`);
  const blob = ({ digest, size }: Described): Buffer => {
    const bytes = held(`blobs/sha256/${digest.slice('sha256:'.length)}`);
    expect(bytes).toHaveLength(size);
    expect(`sha256:${createHash('sha256').update(bytes).digest('hex')}`).toBe(digest);
    return bytes;
  };
  const index = JSON.parse(held('index.json').toString()) as {
    manifests: [Described & { annotations: Record<string, string> }];
  };
  const [described] = index.manifests;
  expect(described.annotations).toEqual({ 'io.containerd.image.name': reference });
  expect(reference).toBe(`etcd-assay.local/tools@${described.digest}`);
  const manifest = JSON.parse(blob(described).toString()) as Manifest;
  expect(JSON.parse(blob(manifest.config).toString())).toMatchObject({
    config: { Entrypoint: ['/program'] },
    rootfs: { diff_ids: [manifest.layers[0].digest] },
  });
  expect(await entriesOf(Readable.from([blob(manifest.layers[0])]))).toMatchObject([
    { name: 'program', mode: 0o755, type: 'file', bytes: Buffer.from('the program') },
    { name: 'other', type: 'link', linkname: 'program' },
  ]);
  expect(existsSync(`${file}.layer`)).toBe(false);
});

test('the same programs give the same image, others another', async () => {
  const first = await make('first.tar');
  expect((await make('second.tar')).reference).toBe(first.reference);
  writeFileSync(at('program'), 'another one');
  expect((await make('third.tar')).reference).not.toBe(first.reference);
});
