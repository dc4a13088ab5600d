import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import type { Link } from '../protocol';
import { integer, listOf, object, type Of, openWord, optional, text } from '../protocol/shape';

const entry = object({ address: text, since: integer, by: openWord('you', 'rejections') });
const page = object({ blocked: listOf(entry), next: optional(text) });

/** Somebody who reaches this person no more. `since` in ms since the epoch; `by` the person, or too many declined calls. */
export type BlockedPerson = Of<typeof entry>;

export interface BlockState {
  /** The newest first; undefined until they were read once. */
  readonly people: readonly BlockedPerson[] | undefined;
  readonly failed: boolean;
}

/** Whom this person has blocked. */
export interface Blocklist extends Store<BlockState> {
  /** Reads them anew. Never rejects: the state says that it failed. */
  load(): Promise<void>;
  /** Resolves once the server has it, rejects with `WireError`. */
  block(address: string): Promise<void>;
  unblock(address: string): Promise<void>;
}

/** The server's list, read when a screen first asks and then after each `ready`. */
export class BlockBook implements Blocklist {
  readonly #link: Link;
  readonly #listeners = new Listeners();
  readonly #stop: () => void;
  #state: BlockState = { people: undefined, failed: false };
  #asked = false;
  /** Counts what this page changed: a list that was asked for before a change does not have it yet. */
  #changes = 0;

  constructor(link: Link) {
    this.#link = link;
    this.#stop = link.onReady(() => {
      if (this.#asked) void this.load();
    });
  }

  getSnapshot = (): BlockState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  load = async (): Promise<void> => {
    this.#asked = true;
    const changes = this.#changes;
    try {
      const people: BlockedPerson[] = [];
      let next: string | undefined;
      do {
        const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
        const answer = page(await (await this.#link.fetchApi(`/api/blocklist${query}`)).json(), '');
        people.push(...answer.blocked);
        next = answer.next;
      } while (next !== undefined);
      if (changes !== this.#changes) await this.load();
      else this.#become({ people: sorted(people), failed: false });
    } catch {
      this.#become({ ...this.#state, failed: true });
    }
  };

  block = async (address: string): Promise<void> => {
    const response = await this.#link.fetchApi(`/api/blocklist/${encodeURIComponent(address)}`, { method: 'PUT' });
    const blocked = entry(await response.json(), '');
    this.#changes += 1;
    // One alone must not look like the whole list.
    if (this.#state.people === undefined) await this.load();
    else this.#become({ ...this.#state, people: sorted([...this.#without(address), blocked]) });
  };

  unblock = async (address: string): Promise<void> => {
    await this.#link.fetchApi(`/api/blocklist/${encodeURIComponent(address)}`, { method: 'DELETE' });
    this.#changes += 1;
    if (this.#state.people !== undefined) this.#become({ ...this.#state, people: this.#without(address) });
  };

  dispose(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #without(address: string): readonly BlockedPerson[] {
    return (this.#state.people ?? []).filter((each) => each.address !== address);
  }

  #become(state: BlockState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}

const sorted = (people: readonly BlockedPerson[]): BlockedPerson[] => [...people].sort((a, b) => b.since - a.since);
