import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Node } from '../../runtime/node';
import { awaited } from '../awaited';
import { Bucket, S3Error } from './bucket';
import type { S3Credentials } from './signature';

const PORT = 7070;
const READY_WITHIN = 20_000;
const PROGRAM = 'versitygw';

/** Objects that outlive the server: plain files in a folder, which whoever has the credentials may read and write. */
export interface S3Store {
  readonly folder: string;
  readonly bucketName: string;
  readonly credentials: S3Credentials;
}

/** An empty one, with credentials that nobody else has. */
export async function newStore(folder: string, bucketName: string): Promise<S3Store> {
  await mkdir(folder, { recursive: true });
  const credentials = {
    accessKey: randomBytes(10).toString('hex'),
    secretKey: randomBytes(20).toString('hex'),
  };
  return { folder, bucketName, credentials };
}

/** A real S3 server on a node. */
export class S3Server {
  private constructor(
    /** As programs on other nodes dial it. */
    readonly url: string,
    readonly credentials: S3Credentials,
    readonly bucket: Bucket,
  ) {}

  /**
   * Serves a store, and sees to it that its bucket is there.
   * @param program path of versitygw
   * @throws Refusal (environment) with its own last error where it does not come up
   */
  static async start(
    node: Node,
    program: string,
    { folder, bucketName, credentials }: S3Store,
  ): Promise<S3Server> {
    const running = await node.start({
      ...{ name: PROGRAM, path: program, args: ['--port', `:${PORT}`, 'posix', folder] },
      // Not among its words, which every process may read.
      env: { ROOT_ACCESS_KEY: credentials.accessKey, ROOT_SECRET_KEY: credentials.secretKey },
    });
    const bucket = new Bucket(bucketName, node.reach(PORT), credentials);
    let said: string | undefined;
    const made = (): Promise<boolean> =>
      bucket.create().then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof S3Error)) {
            throw error;
          }
          said = error.message;
          return false;
        },
      );
    await awaited(running, made, { within: READY_WITHIN, what: 'its bucket', asked: () => said });
    return new S3Server(`http://${node.address}:${PORT}`, credentials, bucket);
  }
}
