import { Metadata, type status } from '@grpc/grpc-js';

/** An error as etcd sends one; a mutant throws it in place of an answer. */
export const refusal = (code: status, details: string): Error =>
  Object.assign(new Error(details), { code, details, metadata: new Metadata() });
