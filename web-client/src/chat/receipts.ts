import type { Store } from '../app/useStore';
import { type Link, WireError } from '../protocol';
import type { Archive } from './archive';
import type { ChatDb, ConversationRow } from './db';

type Kind = 'delivered' | 'read';

/** Whether this person lets others know what they have read; undefined until that is known. */
export type Giving = Pick<Store<boolean | undefined>, 'getSnapshot' | 'subscribe'>;

/** PROTOCOL.md: at most once a second per conversation. */
const EVERY_MS = 1_000;

/**
 * Tells the other up to where messages reached this device and were read; of what was read, one's own devices alone where the
 * person lets nobody else know, and nobody before that is known. What could not be told stays on record
 * (`*SentUpTo`) and is told after the next `ready`.
 */
export class Receipts {
  readonly #db: ChatDb;
  readonly #link: Link;
  readonly #archive: Archive;
  readonly #giving: Giving;
  readonly #stops: readonly (() => void)[];
  /** A timer runs for a second after each receipt; true when something came up meanwhile. */
  readonly #resting = new Map<string, { again: boolean; timer: ReturnType<typeof setTimeout> | undefined }>();

  constructor(db: ChatDb, link: Link, archive: Archive, giving: Giving) {
    this.#db = db;
    this.#link = link;
    this.#archive = archive;
    this.#giving = giving;
    let known = giving.getSnapshot() !== undefined;
    const learn = () => {
      if (known || giving.getSnapshot() === undefined) return;
      known = true;
      void this.#all();
    };
    this.#stops = [link.onReady(() => void this.#all()), giving.subscribe(learn)];
    if (link.state.phase === 'ready') void this.#all();
  }

  /** Something in this conversation may be worth telling. */
  check(conversation: string): void {
    this.#soon('delivered', conversation);
    this.#soon('read', conversation);
  }

  dispose(): void {
    this.#stops.forEach((stop) => stop());
    for (const { timer } of this.#resting.values()) clearTimeout(timer);
    this.#resting.clear();
  }

  async #all(): Promise<void> {
    for (const conversation of await this.#db.conversations.toCollection().primaryKeys()) this.check(conversation);
  }

  #soon(kind: Kind, conversation: string): void {
    const key = `${kind} ${conversation}`;
    const resting = this.#resting.get(key);
    if (resting) {
      resting.again = true;
      return;
    }
    const rest: { again: boolean; timer: ReturnType<typeof setTimeout> | undefined } = { again: false, timer: undefined };
    this.#resting.set(key, rest);
    void this.#tell(kind, conversation).then((waitMs) => {
      if (this.#resting.get(key) !== rest) return;
      rest.timer = setTimeout(() => {
        this.#resting.delete(key);
        if (rest.again || waitMs > EVERY_MS) this.#soon(kind, conversation);
      }, waitMs);
    });
  }

  /** Tells if there is something to tell; returns how long to rest afterwards, in ms. */
  async #tell(kind: Kind, conversation: string): Promise<number> {
    const row = await this.#archive.conversation(conversation);
    const upTo = row && this.#link.state.phase === 'ready' ? await this.#news(kind, row) : 0;
    if (!row || upTo === 0) return 0;
    try {
      await this.#link.request({ type: `msg:${kind}`, conversation, to: row.peer, upTo, ...(kind === 'read' && this.#quietly()) });
      const sent = kind === 'read' ? { readSentUpTo: upTo } : { deliveredSentUpTo: upTo };
      await this.#archive.raise(conversation, row.peer, sent);
      return EVERY_MS;
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      // A refusal would be refused again; whatever else happened is tried again a little later.
      return error.retryable ? Math.max(error.retryAfterMs ?? 0, 5 * EVERY_MS) : EVERY_MS;
    }
  }

  #quietly(): { quiet?: true } {
    return this.#giving.getSnapshot() === false ? { quiet: true } : {};
  }

  async #news(kind: Kind, row: ConversationRow): Promise<number> {
    if (kind === 'read' && this.#giving.getSnapshot() === undefined) return 0;
    if (kind === 'read') return row.readUpTo > row.readSentUpTo ? row.readUpTo : 0;
    return row.upTo > row.deliveredSentUpTo ? this.#archive.lastOfPeer(row, row.deliveredSentUpTo) : 0;
  }
}
