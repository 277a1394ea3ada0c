import { countedIn } from './operation-id';

/** An operation whose count is further ahead of its client's last than this is held apart. */
const WIDEST_GAP = 64;

/**
 * Which place each operation has in a list. Clients count their operations, so that a list for each client holds them
 * in a tenth of what a map by id needs, and each is found without its id being looked at twice.
 */
export class OperationPlaces {
  private readonly byClient: (number | undefined)[][] = [];
  private readonly others = new Map<string, number>();

  get(id: string): number | undefined {
    const counted = countedIn(id);
    return (
      (counted === undefined ? undefined : this.byClient[counted.client]?.[counted.count]) ??
      (this.others.size === 0 ? undefined : this.others.get(id))
    );
  }

  set(id: string, place: number): void {
    const counted = countedIn(id);
    const places = counted === undefined ? undefined : this.placesOf(counted.client);
    if (counted === undefined || places === undefined || counted.count > places.length + WIDEST_GAP) {
      this.others.set(id, place);
      return;
    }
    while (places.length < counted.count) {
      places.push(undefined);
    }
    places[counted.count] = place;
  }

  private placesOf(client: number): (number | undefined)[] | undefined {
    if (client > this.byClient.length + WIDEST_GAP) {
      return undefined;
    }
    while (this.byClient.length <= client) {
      this.byClient.push([]);
    }
    return this.byClient[client];
  }
}
