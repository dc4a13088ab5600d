import { debugMark } from '../app/debug';
import { integer, listOf, flag, object, optional, orNull, text } from '../protocol/shape';
import { type Link, WireError } from '../protocol';
import { messageShape } from '../protocol/frames';
import type { Archive } from './archive';
import { isMessage } from './changes';

const PAGE = 200;
const RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;

const head = object({
  conversation: text,
  peer: text,
  lastSeq: integer,
  readUpTo: optional(integer),
  peerDeliveredUpTo: optional(integer),
  peerReadUpTo: optional(integer),
  mutedUntil: optional(integer),
  archived: optional(flag),
  clearedUpTo: optional(integer),
  left: optional(flag),
  last: optional(orNull(messageShape)),
});
const heads = object({ conversations: listOf(head), next: optional(text) });
const page = object({ messages: listOf(messageShape), changes: optional(listOf(messageShape)), more: flag });

/**
 * Reads what the live path may have dropped: all heads after each `ready` and on `resync`, then the missing messages;
 * one conversation when a hole shows in its `seq`. One run at a time; asked again meanwhile, it runs once more.
 */
export class Sync {
  readonly #link: Link;
  readonly #archive: Archive;
  readonly #advanced: (conversation: string) => void;
  readonly #cleared: (peer: string) => void;
  readonly #stops: (() => void)[];
  readonly #wanted = new Set<string>();
  #allWanted = false;
  #failures = 0;
  #running = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** `advanced` is told of each conversation that was read, `cleared` whose was deleted on another device. */
  constructor(link: Link, archive: Archive, advanced: (conversation: string) => void, cleared: (peer: string) => void) {
    this.#link = link;
    this.#archive = archive;
    this.#advanced = advanced;
    this.#cleared = cleared;
    this.#stops = [
      link.onReady(() => this.all()),
      link.on((frame) => {
        if (frame.type === 'resync') this.all();
      }),
    ];
    if (link.state.phase === 'ready') this.all();
  }

  all(): void {
    this.#allWanted = true;
    void this.#run();
  }

  /** There is a hole in this one. */
  one(conversation: string): void {
    this.#wanted.add(conversation);
    void this.#run();
  }

  /** Reads one page of what is older than the local copy; false when there is nothing older. */
  async older(conversation: string): Promise<boolean> {
    const row = await this.#archive.conversation(conversation);
    if (!row || row.from <= (row.clearedUpTo ?? 0) + 1) return false;
    const { messages, changes = [] } = await this.#page(conversation, `before=${row.from}`);
    if (messages.length > 0) await this.#archive.storeOlder(conversation, messages, changes);
    return messages.length > 0;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#stops.forEach((stop) => stop());
  }

  async #run(): Promise<void> {
    if (this.#running || this.#disposed) return;
    this.#running = true;
    clearTimeout(this.#retry);
    try {
      while (this.#hasWork()) await this.#step();
      this.#failures = 0;
    } catch (error) {
      this.#tryLater(error);
    } finally {
      this.#running = false;
    }
  }

  #hasWork(): boolean {
    return !this.#disposed && (this.#allWanted || this.#wanted.size > 0);
  }

  async #step(): Promise<void> {
    if (this.#allWanted) {
      this.#allWanted = false;
      await this.#heads().catch((error: unknown) => {
        this.#allWanted = true;
        throw error;
      });
    }
    for (const conversation of [...this.#wanted]) {
      await this.#missing(conversation).catch((error: unknown) => {
        // What is refused stays refused, and must not hold up the others.
        if (!(error instanceof WireError) || error.retryable) throw error;
        debugMark('sync refused', error.code);
      });
      this.#wanted.delete(conversation);
      this.#advanced(conversation);
    }
  }

  async #heads(): Promise<void> {
    let next: string | undefined;
    do {
      const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
      const answer = heads(await this.#read(`/api/conversations${query}`), '');
      for (const { conversation, peer, last, mutedUntil, archived = false, clearedUpTo = 0, left = false, ...marks } of answer.conversations) {
        const { readUpTo, lastSeq } = marks;
        if (await this.#archive.clear(conversation, clearedUpTo)) this.#cleared(peer);
        const row = await this.#archive.raise(conversation, peer, { ...marks, readSentUpTo: readUpTo ?? 0 }, last && isMessage(last) ? last.at : undefined);
        if (left) await this.#archive.leave(conversation);
        await this.#archive.keep(conversation, { mutedUntil, archived }, lastSeq);
        if (row.upTo < row.lastSeq) this.#wanted.add(conversation);
      }
      next = answer.next;
    } while (next !== undefined);
  }

  async #missing(conversation: string): Promise<void> {
    const known = await this.#archive.conversation(conversation);
    if (known && known.upTo === (known.clearedUpTo ?? 0) && known.lastSeq - known.upTo > PAGE) {
      await this.#archive.startAt(conversation, known.lastSeq - PAGE + 1);
    }
    for (;;) {
      const before = (await this.#archive.conversation(conversation))?.upTo ?? 0;
      const { messages, changes = [], more } = await this.#page(conversation, `after=${before}`);
      const row = await this.#archive.store(conversation, messages, changes);
      // A server that promises more and does not give it must not hold us in a circle.
      if (!more || row.upTo === before) return;
    }
  }

  async #page(conversation: string, where: string) {
    return page(await this.#read(`/api/conversations/${encodeURIComponent(conversation)}/messages?${where}&limit=${PAGE}`), '');
  }

  async #read(path: string): Promise<unknown> {
    return (await this.#link.fetchApi(path)).json();
  }

  /** Offline: the next `ready` starts us again. Otherwise a little later; an answer that cannot be read is no better. */
  #tryLater(error: unknown): void {
    if (this.#disposed || this.#link.state.phase !== 'ready') return;
    const delayMs = (error instanceof WireError ? error.retryAfterMs : undefined) ?? Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** this.#failures++);
    this.#retry = setTimeout(() => void this.#run(), delayMs);
  }
}
