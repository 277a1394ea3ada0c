import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';

/** An image FROM scratch: static programs, and what is started. */
export interface ImageSpec {
  /** E.g. "pause". */
  readonly name: string;
  /** Path of a program of this machine, by its absolute path in the image. Programs that are one file are one there too. */
  readonly programs: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
}

/** An image as a file that `ctr images import` takes. */
export interface Image {
  /** The one name under which it can be had: "etcd-assay.local/pause@sha256:...". */
  readonly reference: string;
  readonly file: string;
}

/** What stands before the names of images, which no registry answers for. */
const REGISTRY = 'etcd-assay.local';
/** The same programs give the same bytes, and so the same digest. */
const TIME = new Date(0);
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';
/** Node's names of processors, and Go's. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Writes an image of one layer, as an OCI image layout (image-spec, image-layout.md) in a tar.
 * @param file where to; beside it stands the layer while it is being made
 */
export async function writeImage(spec: ImageSpec, file: string): Promise<Image> {
  const layer = `${file}.layer`;
  try {
    const { digest, size } = await writeLayer(spec, layer);
    const config = described(CONFIG, {
      architecture: ARCHITECTURES[process.arch] ?? process.arch,
      os: 'linux',
      config: { Entrypoint: spec.entrypoint, WorkingDir: '/' },
      // Not compressed, so that both digests are one.
      rootfs: { type: 'layers', diff_ids: [digest] },
    });
    const manifest = described(MANIFEST, {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: config.descriptor,
      layers: [{ mediaType: LAYER, digest, size }],
    });
    const reference = `${REGISTRY}/${spec.name}@${manifest.descriptor.digest}`;
    const index = {
      schemaVersion: 2,
      manifests: [{ ...manifest.descriptor, annotations: { 'io.containerd.image.name': reference } }],
    };
    const tar = pack();
    const written = pipeline(tar, createWriteStream(file));
    add(tar, 'oci-layout', JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    add(tar, 'index.json', JSON.stringify(index));
    for (const { descriptor, text } of [config, manifest]) {
      add(tar, blob(descriptor.digest), text);
    }
    await pipeline(createReadStream(layer), tar.entry({ name: blob(digest), size, mtime: TIME }));
    tar.finalize();
    await written;
    return { reference, file };
  } finally {
    await rm(layer, { force: true });
  }
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

function described(mediaType: string, value: unknown): { descriptor: Descriptor; text: string } {
  const text = JSON.stringify(value);
  const digest = named(createHash('sha256').update(text));
  return { descriptor: { mediaType, digest, size: Buffer.byteLength(text) }, text };
}

const named = (hash: Hash): string => `sha256:${hash.digest('hex')}`;
const blob = (digest: string): string => `blobs/${digest.replace(':', '/')}`;
const add = (tar: Pack, name: string, text: string): void => {
  tar.entry({ name, mtime: TIME }, text);
};

async function writeLayer(
  { programs }: ImageSpec,
  file: string,
): Promise<{ readonly digest: string; readonly size: number }> {
  const tar = pack();
  const hash = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      size += piece.length;
      done(null, piece);
    },
  });
  const written = pipeline(tar, counted, createWriteStream(file));
  await fill(tar, programs);
  tar.finalize();
  await written;
  return { digest: named(hash), size };
}

async function fill(tar: Pack, programs: ImageSpec['programs']): Promise<void> {
  const held = new Map<string, string>();
  for (const [path, source] of Object.entries(programs)) {
    const name = path.replace(/^\//, '');
    const { dev, ino, size } = await stat(source);
    const first = held.get(`${dev}:${ino}`);
    if (first === undefined) {
      await pipeline(createReadStream(source), tar.entry({ name, size, mode: 0o755, mtime: TIME }));
      held.set(`${dev}:${ino}`, name);
    } else {
      tar.entry({ name, type: 'link', linkname: first, mode: 0o755, mtime: TIME });
    }
  }
}
