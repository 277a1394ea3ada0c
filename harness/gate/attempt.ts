import { breaksOff } from './broken-off';

/** @returns the error where the cluster did not come back from something, which leaves the rest still to be done */
export async function attempt(part: () => Promise<void>): Promise<Error | undefined> {
  try {
    await part();
    return undefined;
  } catch (error) {
    if (breaksOff(error)) {
      return error;
    }
    throw error;
  }
}
