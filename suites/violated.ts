/**
 * etcd answered what it must not. Only this, a failed `expect` and something that the experiment is about and that
 * did not come in time count against etcd: any other error is the suite's own.
 */
export class Violated extends Error {
  override readonly name = 'Violated';
}
