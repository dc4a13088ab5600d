/** Ended calls are owed to us for this long, so they are remembered for as long (PROTOCOL, Calls). */
const REMEMBERED_MS = 10 * 60_000;
const KEY = 'callvault.endedCalls';

type Entry = readonly [call: string, at: number];

/** Ids of calls that are over, kept across a reload: none of them may ever ring again. */
export class EndedCalls {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly #now: () => number;
  readonly #ended: Map<string, number>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, now: () => number) {
    this.#storage = storage;
    this.#now = now;
    this.#ended = new Map(read(storage));
  }

  add(call: string): void {
    this.#ended.set(call, this.#now());
    this.#drop();
    try {
      this.#storage.setItem(KEY, JSON.stringify([...this.#ended]));
    } catch {
      // A full storage costs the memory across a reload, not the call.
    }
  }

  has(call: string): boolean {
    this.#drop();
    return this.#ended.has(call);
  }

  /** Calls that have just been forgotten need no other bookkeeping either. */
  #drop(): void {
    const oldest = this.#now() - REMEMBERED_MS;
    for (const [call, at] of this.#ended) if (at < oldest) this.#ended.delete(call);
  }
}

function read(storage: Pick<Storage, 'getItem'>): Entry[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is Entry {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number';
}
