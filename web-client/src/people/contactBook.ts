import { Listeners } from '../app/listeners';
import type { ChatDb } from '../chat/db';
import { type Link, WireError } from '../protocol';
import { type Ring, RINGS } from '../policy/policy';
import { listOf, object, type Of, openWord, optional, text } from '../protocol/shape';
import type { Contact, People } from './contacts';

const page = object({ contacts: listOf(object({ address: text, name: optional(text), ring: optional(openWord(...RINGS)) })), next: optional(text) });

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
  /** Counts what this page changed: a list that was asked for before a change does not have it yet. */
  #changes = 0;
  #disposed = false;

  /** `rename` keeps this person's own name on the device. */
  constructor(link: Link, db: ChatDb, myName: string, rename: (name: string) => Promise<void>) {
    this.#link = link;
    this.#db = db;
    this.#rename = rename;
    this.#snapshot = { myName, people: [] };
    this.#stop = link.onReady(() => void this.#fetch());
    this.#begin().catch((error: unknown) => {
      // The page went while the copy was read.
      if (!this.#disposed) reportError(error);
    });
  }

  getSnapshot = (): { myName: string; people: readonly Contact[] } => this.#snapshot;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);
  nameOf = (address: string): string | undefined => this.#names.get(address);

  /** Adds or renames; resolves once the server has it, rejects with `WireError`. */
  async put(address: string, name: string): Promise<void> {
    await this.#write({ ...this.#contact(address), address, name }, { name });
  }

  /** Makes them an exception to the person's policy. Rejects with `WireError`. */
  async setRing(address: string, ring: Ring): Promise<void> {
    const contact = this.#contact(address);
    if (contact) await this.#write({ ...contact, ring }, { name: contact.name, ring });
  }

  /** They become a stranger again; the conversation stays. Rejects with `WireError`. */
  async remove(address: string): Promise<void> {
    await this.#link.fetchApi(`/api/contacts/${encodeURIComponent(address)}`, { method: 'DELETE' });
    this.#changes += 1;
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

  #contact(address: string): Contact | undefined {
    return this.#snapshot.people.find((each) => each.address === address);
  }

  async #write(contact: Contact, said: object): Promise<void> {
    await this.#link.fetchApi(`/api/contacts/${encodeURIComponent(contact.address)}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(said),
    });
    this.#changes += 1;
    await this.#keep([...this.#snapshot.people.filter(({ address }) => address !== contact.address), contact]);
  }

  async #begin(): Promise<void> {
    const people = await this.#db.contacts.toArray();
    if (this.#snapshot.people.length === 0) this.#become({ ...this.#snapshot, people: sorted(people) });
    if (this.#link.state.phase === 'ready') await this.#fetch();
  }

  async #fetch(): Promise<void> {
    clearTimeout(this.#retry);
    const changes = this.#changes;
    try {
      const people: Contact[] = [];
      let next: string | undefined;
      do {
        const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
        const answer = page(await (await this.#link.fetchApi(`/api/contacts${query}`)).json(), '');
        people.push(...answer.contacts.map(contactOf));
        next = answer.next;
      } while (next !== undefined);
      if (changes === this.#changes) await this.#keep(people);
      else await this.#fetch();
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

/** What a later server may call an exception is none to this page, and stays what it is: a name is sent without it. */
function contactOf({ address, name = '', ring }: Of<typeof page>['contacts'][number]): Contact {
  const known = RINGS.find((each) => each === ring);
  return { address, name, ...(known === undefined || known === 'usual' ? {} : { ring: known }) };
}

const sorted = (people: readonly Contact[]): Contact[] => [...people].sort((a, b) => a.name.localeCompare(b.name));
