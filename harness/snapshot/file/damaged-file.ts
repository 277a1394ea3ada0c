/** Thrown where a file is no bbolt database, or not a whole one: what is wrong, and where in it. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}
