import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../time/until';
import type { Disk } from '../node';
import { run } from './run';

/** Sparse: it takes what is written. Two WAL files of 64 MiB and a database fit well. */
const BYTES = 1 << 30;

/**
 * Writes a file without flushing it, and in the same breath shuts the file system down: EXT4_IOC_SHUTDOWN
 * with NOLOGFLUSH, after which not even the journal reaches the device.
 */
const CUT = `
my ($folder, $file, $text) = @ARGV;
open(my $unflushed, '>', $file) or die "$file: $!";
defined(syswrite($unflushed, $text)) or die "$file: $!";
open(my $root, '<', $folder) or die "$folder: $!";
my $flags = pack('L', 2);
ioctl($root, 0x8004587d, $flags) or die "shutting down $folder: $!";
`;

/**
 * An ext4 in a loop device over a file. It is mounted below a shared mount, so that all programs of the world,
 * each with mounts of its own, see it go and come. The device is made by `mount` itself and belongs to the
 * mount alone: it goes with the last mount however the run ends.
 */
export class LoopDisk implements Disk {
  private constructor(
    private readonly image: string,
    private readonly holder: string,
    readonly folder: string,
  ) {}

  /** @param folder the node's own */
  static async create(folder: string): Promise<LoopDisk> {
    // Named like data, and like it removed after a run that passed.
    const image = join(folder, 'data.img');
    const holder = join(folder, 'data.disk');
    const disk = new LoopDisk(image, holder, join(holder, 'ext4'));
    await mkdir(holder);
    await run('mount', ['--bind', holder, holder]);
    await run('mount', ['--make-shared', holder]);
    await mkdir(disk.folder);
    await writeFile(image, '');
    await truncate(image, BYTES);
    await run('mkfs.ext4', ['-q', '-F', image]);
    await disk.mount();
    return disk;
  }

  async cut({ name, text }: { readonly name: string; readonly text: string }): Promise<void> {
    await run('perl', ['-e', CUT, this.folder, join(this.folder, name), text]);
  }

  async remount(): Promise<void> {
    await this.unmount();
    await this.mount();
  }

  async dispose(): Promise<void> {
    await this.unmount();
    await run('umount', [this.holder]);
  }

  private async mount(): Promise<void> {
    await run('mount', ['-o', 'loop', this.image, this.folder]);
    const device = (await run('findmnt', ['--noheadings', '--output', 'SOURCE', this.folder])).trim();
    // Past the page cache of the disk below: what was flushed is there, and nothing is kept twice.
    await run('losetup', ['--direct-io=on', device]);
  }

  /** A program that was killed a moment ago may still hold its files. */
  private async unmount(): Promise<void> {
    await until(
      () =>
        run('umount', [this.folder]).then(
          () => true,
          (error: unknown) => {
            if (String(error).includes('busy')) {
              return false;
            }
            throw error;
          },
        ),
      { within: 10_000, every: 50, what: `nobody to use ${this.folder} any more` },
    );
  }
}
