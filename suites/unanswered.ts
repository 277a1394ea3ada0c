/**
 * An operation that the experiment rests on came back without an answer. It says nothing about the claim,
 * neither for nor against: the experiment is made anew, on fresh keys.
 */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  constructor(what: string) {
    super(`${what}: this proves nothing about the claim`);
  }
}
