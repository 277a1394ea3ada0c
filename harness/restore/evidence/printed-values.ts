import { readFile } from 'node:fs/promises';
import type { Member } from '../../cluster/member';
import { Refusal } from '../../errors/refusal';
import type { PrintedValue } from '../../journal/restore-record';
import type { Node } from '../../runtime/node';
import { lastErrorIn } from '../last-error';
import { NAMESPACE } from '../state/kept-objects';
import { formOf } from './value-form';

interface Wanted extends Pick<PrintedValue, 'key' | 'kind' | 'servedBy'> {
  /** The first key below it is printed, whatever it is called. */
  readonly first?: true;
}

const builtIn = (kind: string, key: string): Wanted => ({
  kind,
  key: `/registry/${key}`,
  servedBy: 'built in',
});

/** Objects of the reference state; where each is, is up to Kubernetes, and the same in 1.34 to 1.37. */
const WANTED: readonly Wanted[] = [
  { ...builtIn('Pod', `pods/${NAMESPACE}/`), first: true },
  builtIn('ConfigMap', `configmaps/${NAMESPACE}/settings`),
  builtIn('Secret', `secrets/${NAMESPACE}/passwords`),
  builtIn('Role', `roles/${NAMESPACE}/reader`),
  builtIn('NetworkPolicy', `networkpolicies/${NAMESPACE}/nobody-comes-in`),
  builtIn('Service', `services/specs/${NAMESPACE}/inside`),
  builtIn('Deployment', `deployments/${NAMESPACE}/web`),
  builtIn('Node', 'minions/machine-1'),
  {
    ...{ kind: 'CustomResourceDefinition', servedBy: 'definitions' },
    key: '/registry/apiextensions.k8s.io/customresourcedefinitions/widgets.assay.example',
  },
  {
    ...{ kind: 'Widget', servedBy: 'a definition' },
    key: `/registry/assay.example/widgets/${NAMESPACE}/first`,
  },
];

/** Bytes of a value that are kept. */
const HEAD = 24;

/**
 * Prints values of the reference state as an operator does.
 * @param etcdctl path of the program
 * @throws Refusal (environment) in etcdctl's own words, or where it prints nothing
 */
export async function printedValues(client: Node, etcdctl: string, member: Member): Promise<PrintedValue[]> {
  const printed: PrintedValue[] = [];
  for (const { first, ...wanted } of WANTED) {
    const words = ['get', wanted.key, '--print-value-only', ...(first ? ['--prefix', '--limit', '1'] : [])];
    const printing = await client.start({
      ...{ name: `printed-${wanted.kind}`, path: etcdctl },
      args: ['--endpoints', member.address, ...words],
    });
    const { code } = await printing.exited;
    const value = await readFile(printing.log);
    if (code !== 0 || value.length === 0) {
      throw Refusal.environment(
        `"etcdctl ${words.join(' ')}" printed no value: ${lastErrorIn(value.toString())}; see ${printing.log}`,
      );
    }
    const head = JSON.stringify(value.subarray(0, HEAD).toString('latin1'));
    // The line end is etcdctl's own.
    printed.push({ ...wanted, bytes: value.length - 1, form: formOf(value), head });
  }
  return printed;
}
