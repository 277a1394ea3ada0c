import type { Argv } from 'yargs';
import { withArtifactFlags } from './artifact-flags';
import { clusterOptions, membersOption } from './cluster';
import { imageOption } from './images';
import { kubernetesOption } from './kubernetes';
import { preloadOption } from './preload';
import { snapshotOption } from './snapshot';
import { thresholdOption } from './thresholds';
import { trafficOption } from './traffic';

/** What every command has that lets clients work on a cluster. */
export const experimentOptions = <T>(argv: Argv<T>) => {
  const onCluster = kubernetesOption(membersOption(clusterOptions(withArtifactFlags(argv))));
  return imageOption(snapshotOption(preloadOption(thresholdOption(trafficOption(onCluster)))));
};
