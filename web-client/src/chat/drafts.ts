import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';

/** Between two keys; the list and the storage need not follow each one. */
const REST_MS = 400;

/** What was written and not sent yet, by the other's address. Kept in the browser's storage, so that a reload loses nothing. */
export class Drafts implements Store<ReadonlyMap<string, string>> {
  readonly #key: string;
  readonly #listeners = new Listeners();
  #drafts: ReadonlyMap<string, string>;
  #pending = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #leave = (): void => this.flush();

  /** `me` is the address of the person who writes: one browser may know several. */
  constructor(me: string) {
    this.#key = `callvault.drafts.${me}`;
    this.#drafts = read(this.#key);
    globalThis.addEventListener('pagehide', this.#leave);
  }

  getSnapshot = (): ReadonlyMap<string, string> => this.#drafts;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** The newest, also while the storage does not have it yet. */
  of = (peer: string): string => this.#pending.get(peer) ?? this.#drafts.get(peer) ?? '';

  set = (peer: string, text: string): void => {
    this.#pending.set(peer, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), REST_MS);
  };

  /** Stores and tells at once what is still waiting for its moment. */
  flush = (): void => {
    clearTimeout(this.#timer);
    if (this.#pending.size === 0) return;
    const next = new Map(this.#drafts);
    for (const [peer, text] of this.#pending) {
      if (text.trim() === '') next.delete(peer);
      else next.set(peer, text);
    }
    this.#pending = new Map();
    this.#drafts = next;
    try {
      localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(next)));
    } catch {
      // Full, or forbidden: it lasts until the page is loaded anew.
    }
    this.#listeners.tell();
  };

  dispose(): void {
    this.flush();
    globalThis.removeEventListener('pagehide', this.#leave);
    this.#listeners.clear();
  }
}

function read(key: string): ReadonlyMap<string, string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return new Map();
    return new Map(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return new Map();
  }
}
