import { Listeners } from '../app/listeners';
import type { ChatDb } from '../chat/db';
import { type Link, WireError } from '../protocol';
import { listOf, object, optional, text } from '../protocol/shape';
import type { Contact, People } from './contacts';

const page = object({ contacts: listOf(object({ address: text, name: optional(text) })), next: optional(text) });

const RETRY_MS = 5_000;

/** The server's list, with a copy on this device so that names are there before the connection is. */
export class ContactBook implements People {
  readonly #link: Link;
  readonly #db: ChatDb;
  readonly #rename: (name: string) => Promise<void>;
  readonly #listeners = new Listeners();
  readonly #stop: () => void;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #snapshot: { myName: string; people: readonly Contact[] };
  #names: ReadonlyMap<string, string> = new Map();
  #disposed = false;

  /** `rename` keeps this person's own name on the device. */
  constructor(link: Link, db: ChatDb, myName: string, rename: (name: string) => Promise<void>) {
    this.#link = link;
    this.#db = db;
    this.#rename = rename;
    this.#snapshot = { myName, people: [] };
    this.#stop = link.onReady(() => void this.#fetch());
    // The storage may be closed while it is still being read; nobody is left then to be told.
    this.#begin().catch((error: unknown) => {
      if (!this.#disposed) reportError(error);
    });
  }

  getSnapshot = (): { myName: string; people: readonly Contact[] } => this.#snapshot;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);
  nameOf = (address: string): string | undefined => this.#names.get(address);

  /** Adds or renames; resolves once the server has it, rejects with `WireError`. */
  async put(address: string, name: string): Promise<void> {
    await this.#link.fetchApi(`/api/contacts/${encodeURIComponent(address)}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    await this.#keep([...this.#snapshot.people.filter((each) => each.address !== address), { address, name }]);
  }

  /** They become a stranger again; the conversation stays. Rejects with `WireError`. */
  async remove(address: string): Promise<void> {
    await this.#link.fetchApi(`/api/contacts/${encodeURIComponent(address)}`, { method: 'DELETE' });
    await this.#keep(this.#snapshot.people.filter((each) => each.address !== address));
  }

  /** What calls and links say of this person. */
  async setMyName(myName: string): Promise<void> {
    await this.#rename(myName);
    this.#become({ ...this.#snapshot, myName });
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#stop();
    this.#listeners.clear();
  }

  async #begin(): Promise<void> {
    const people = await this.#db.contacts.toArray();
    if (this.#snapshot.people.length === 0) this.#become({ ...this.#snapshot, people: sorted(people) });
    if (this.#link.state.phase === 'ready') await this.#fetch();
  }

  async #fetch(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      const people: Contact[] = [];
      let next: string | undefined;
      do {
        const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
        const answer = page(await (await this.#link.fetchApi(`/api/contacts${query}`)).json(), '');
        people.push(...answer.contacts.map(({ address, name }) => ({ address, name: name ?? '' })));
        next = answer.next;
      } while (next !== undefined);
      await this.#keep(people);
    } catch (error) {
      // Offline: the next `ready` asks again.
      if (this.#disposed || this.#link.state.phase !== 'ready') return;
      const delayMs = (error instanceof WireError ? error.retryAfterMs : undefined) ?? RETRY_MS;
      this.#retry = setTimeout(() => void this.#fetch(), delayMs);
    }
  }

  async #keep(people: readonly Contact[]): Promise<void> {
    await this.#db.transaction('rw', this.#db.contacts, async () => {
      await this.#db.contacts.clear();
      await this.#db.contacts.bulkPut([...people]);
    });
    this.#become({ ...this.#snapshot, people: sorted(people) });
  }

  #become(snapshot: { myName: string; people: readonly Contact[] }): void {
    this.#snapshot = snapshot;
    this.#names = new Map(snapshot.people.map(({ address, name }) => [address, name]));
    this.#listeners.tell();
  }
}

const sorted = (people: readonly Contact[]): Contact[] => [...people].sort((a, b) => a.name.localeCompare(b.name));
