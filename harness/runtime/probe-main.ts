import { probe } from './probe';
import type { ProbeRequest } from './node';

/** Entry of the probing process: one request as JSON in the first argument, one result on stdout. */
void probe(JSON.parse(process.argv[2] as string) as ProbeRequest).then((result) => {
  process.stdout.write(JSON.stringify(result));
});
