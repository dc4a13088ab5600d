import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import { type Link, type StoredMessage, WireError } from '../protocol';
import { messageShape } from '../protocol/frames';
import { listOf, object, optional, text } from '../protocol/shape';
import { isMessage, isTakenBack } from './changes';
import type { ChatDb } from './db';
import { isFound, type Query, queryOf } from './search';

/** Between two keys; the server need not look for each beginning of a word. */
const REST_MS = 250;
/** What the protocol takes. */
const LONGEST = 200;
/** So many are found on this device: without the server there are no pages. */
const MOST_HERE = 100;

const page = object({ found: listOf(object({ conversation: text, peer: text, message: messageShape })), next: optional(text) });

/** A message with the words that were looked for, as it reads now. */
export interface Hit {
  readonly peer: string;
  readonly message: StoredMessage;
}

export interface SearchState {
  /** What the hits were found by; undefined while nothing was asked that has a word in it. */
  readonly query: Query | undefined;
  /** `offline`: the hits are those that are on this device. While it searches, the last ones stay. */
  readonly phase: 'idle' | 'searching' | 'found' | 'offline' | 'failed';
  /** Newest first. */
  readonly hits: readonly Hit[];
  readonly more: 'none' | 'some' | 'loading' | 'failed';
}

const IDLE: SearchState = { query: undefined, phase: 'idle', hits: [], more: 'none' };

/** Finds messages by their words, at the server, in all conversations or in one; where there is no connection, among what is here. */
export class Searching implements Store<SearchState> {
  readonly #link: Link;
  readonly #db: ChatDb;
  readonly #within: Promise<string> | undefined;
  readonly #listeners = new Listeners();
  readonly #stop: () => void;
  #state = IDLE;
  #asked = '';
  #next: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = new AbortController();

  /** `within` is the one conversation, by its id. */
  constructor(link: Link, db: ChatDb, within: Promise<string> | undefined) {
    this.#link = link;
    this.#db = db;
    this.#within = within;
    this.#stop = link.onReady(() => {
      if (this.#state.phase === 'offline' || this.#state.phase === 'failed') this.again();
    });
  }

  getSnapshot = (): SearchState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Call at each key. */
  ask = (typed: string): void => {
    const asked = Array.from(typed.trim()).slice(0, LONGEST).join('');
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#begin(REST_MS);
  };

  /** The same once more, at once. */
  again = (): void => this.#begin(0);

  /** The next page, if there is one and it is not on its way. */
  more = (): void => {
    const { query, more } = this.#state;
    if (!query || this.#next === undefined || more === 'loading') return;
    this.#become({ more: 'loading' });
    void this.#take(query, this.#next, this.#running.signal);
  };

  dispose(): void {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.#stop();
    this.#listeners.clear();
  }

  #begin(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const query = queryOf(this.#asked);
    if (!query) {
      this.#become(IDLE);
      return;
    }
    this.#become({ phase: 'searching', more: 'none' });
    this.#timer = setTimeout(() => void this.#take(query, undefined, signal), afterMs);
  }

  async #take(query: Query, next: string | undefined, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.#page(next, signal);
      if (signal.aborted) return;
      this.#next = answer.next;
      const hits = next === undefined ? answer.found : [...this.#state.hits, ...answer.found];
      this.#become({ query, phase: 'found', hits, more: answer.next === undefined ? 'none' : 'some' });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof WireError)) reportError(error);
      if (next !== undefined) this.#become({ more: 'failed' });
      else if (error instanceof WireError && (error.code === 'offline' || error.code === 'timeout')) await this.#look(query, signal);
      else this.#become({ query, phase: 'failed', hits: [] });
    }
  }

  async #page(next: string | undefined, signal: AbortSignal) {
    const within = await this.#within;
    const asked = new URLSearchParams({ q: this.#asked, ...(within && { conversation: within }), ...(next !== undefined && { next }) });
    return page(await (await this.#link.fetchApi(`/api/search?${asked.toString()}`, { signal })).json(), '');
  }

  /** By the same rule, among the messages that this device has. */
  async #look(query: Query, signal: AbortSignal): Promise<void> {
    const within = await this.#within;
    const { messages } = this.#db;
    const all = within === undefined ? messages.toCollection() : messages.where('[conversation+seq]').between([within, 0], [within, Infinity]);
    const found = await all.filter((each) => isMessage(each) && !isTakenBack(each) && isFound(query, each.body ?? '')).toArray();
    if (signal.aborted) return;
    const newest = found.sort((one, other) => other.at - one.at).slice(0, MOST_HERE);
    const hits = newest.map((message) => ({ peer: message.from === this.#link.address ? message.to : message.from, message }));
    this.#become({ query, phase: 'offline', hits });
  }

  #become(change: Partial<SearchState>): void {
    this.#state = { ...this.#state, ...change };
    this.#listeners.tell();
  }
}
