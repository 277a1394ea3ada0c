import type { Engine } from './engine';
import { ofImages, ofRuns, runIn, type EngineRun } from './labels';
import { mayLive, placeNow } from './owner';

/** What an engine holds of one run. */
export interface RunHolding {
  readonly run: EngineRun;
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  /** Whether the process that made it may still be at work; that of another machine always may. */
  readonly inUse: boolean;
}

/** An image that was built for a program, and may serve the next run. */
interface ImageHolding {
  readonly name: string;
  readonly id: string;
  readonly bytes: number;
}

/** Everything in an engine that carries our labels. */
export interface Holdings {
  readonly runs: readonly RunHolding[];
  readonly images: readonly ImageHolding[];
}

export async function holdingsIn({ container: { dockerode } }: Engine): Promise<Holdings> {
  const filters = ofRuns();
  const containers = (await dockerode.listContainers({ all: true, filters })).flatMap(
    ({ Labels, Names, Id }) => labelled(Labels, Names[0]?.replace(/^\//, '') ?? Id),
  );
  const networks = (await dockerode.listNetworks({ filters })).flatMap(({ Labels, Name }) =>
    labelled(Labels ?? {}, Name),
  );
  const runs = new Map([...containers, ...networks].map(({ run }) => [run.name, run]));
  const images = await dockerode.listImages({ filters: ofImages() });
  return {
    runs: [...runs.values()].map((run) => ({
      run,
      containers: namesOf(containers, run),
      networks: namesOf(networks, run),
      inUse: run.host !== placeNow() || mayLive(run.owner),
    })),
    images: images.map(({ Id, RepoTags, Size }) => ({ name: RepoTags?.[0] ?? Id, id: Id, bytes: Size })),
  };
}

interface Labelled {
  readonly run: EngineRun;
  readonly name: string;
}

function labelled(labels: Readonly<Record<string, string>>, name: string): Labelled[] {
  const run = runIn(labels);
  return run === undefined ? [] : [{ run, name }];
}

const namesOf = (all: readonly Labelled[], { name }: EngineRun): string[] =>
  all.filter(({ run }) => run.name === name).map((one) => one.name);
