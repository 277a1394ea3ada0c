import { join } from 'node:path';
import { flagsFor } from '../harness/cluster/flags';
import { DEFAULT_TIMERS } from '../harness/journal/header';
import { CLIENT_PORT, PEER_PORT } from '../harness/network/network';

/**
 * Flags as our members get them, of members that a script starts, by their addresses. Each is called by its address, which
 * needs no hosts file.
 */
export function bareFlags(
  addresses: readonly string[],
  { folder, version }: { readonly folder: string; readonly version: string },
): ReadonlyMap<string, readonly string[]> {
  const initialCluster = Object.fromEntries(
    addresses.map((address) => [address, `http://${address}:${PEER_PORT}`]),
  );
  return new Map(
    addresses.map((address) => [
      address,
      flagsFor({
        version,
        name: address,
        dataDir: join(folder, `${address}.data`),
        address,
        clientPort: CLIENT_PORT,
        peerPort: PEER_PORT,
        initialCluster,
        state: 'new',
        timers: DEFAULT_TIMERS,
      }),
    ]),
  );
}
