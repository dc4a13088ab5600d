import { type LiveStore, liveStore } from '../app/liveStore';
import type { Store } from '../app/useStore';
import { type StoredMessage } from '../protocol';
import { conversationOf } from '../protocol/address';
import type { Archive } from './archive';
import type { ChatDb, ConversationRow, OutboxRow } from './db';
import type { Outbox } from './outbox';
import type { Receipts } from './receipts';
import type { Sync } from './sync';

const WINDOW = 100;
/** A conversation opens at the first unread message; above so many it opens at the newest. */
const MOST_AT_ONCE = 1_000;

/** What one conversation shows: the newest messages in order, and then ours that are not acknowledged yet. */
export interface ConversationState {
  messages: readonly StoredMessage[];
  waiting: readonly OutboxRow[];
  row: ConversationRow | undefined;
  hasEarlier: boolean;
}

/** Where somebody was reading: the entry at the upper edge, and how many pixels of it are above that edge. */
export interface Place {
  readonly key: string;
  readonly offsetPx: number;
}

interface Parts {
  db: ChatDb;
  me: string;
  archive: Archive;
  outbox: Outbox;
  receipts: Receipts;
  sync: Sync;
  /** Milliseconds since the epoch, by the server's clock. */
  now: () => number;
}

/** The conversation with one person. `undefined` until the local copy was read; it is read while somebody listens. */
export class Conversation implements Store<ConversationState | undefined> {
  readonly peer: string;
  readonly getSnapshot: () => ConversationState | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  readonly #parts: Parts;
  readonly #id: Promise<string>;
  readonly #live: LiveStore<ConversationState | undefined>;
  #known: string | undefined;
  #window: number | undefined;
  #place: Place | undefined;

  constructor(peer: string, parts: Parts) {
    this.peer = peer;
    this.#parts = parts;
    this.#live = liveStore(() => this.#read());
    this.getSnapshot = this.#live.getSnapshot;
    this.subscribe = this.#live.subscribe;
    this.#id = conversationOf(parts.me, peer);
    void this.#id.then((id) => {
      this.#known = id;
      this.#live.refresh();
    });
  }

  /** Resolves once the text is safe on this device; it is sent as soon as that is possible. */
  async sendText(body: string): Promise<void> {
    const { archive, outbox, now } = this.#parts;
    const conversation = await this.#id;
    await archive.raise(conversation, this.peer, {}, now());
    await outbox.add(conversation, { type: 'msg:send', to: this.peer, clientId: crypto.randomUUID(), kind: 'text', body });
  }

  tryAgain = (clientId: string): Promise<void> => this.#parts.outbox.tryAgain(clientId);
  drop = (clientId: string): Promise<void> => this.#parts.outbox.drop(clientId);

  /** Where to go on reading after coming back in this tab; undefined at the newest. */
  get place(): Place | undefined {
    return this.#place;
  }

  keepPlace = (place: Place | undefined): void => {
    this.#place = place;
  };

  /** The person has seen everything that is here, up to this `seq`. */
  async markRead(limit = Infinity): Promise<void> {
    const { archive, receipts } = this.#parts;
    const conversation = await this.#id;
    const row = await archive.conversation(conversation);
    if (!row) return;
    const upTo = Math.min(row.upTo, limit);
    const seen = upTo > row.readUpTo ? await archive.lastOfPeer({ ...row, upTo }, row.readUpTo) : 0;
    if (seen === 0) return;
    await archive.raise(conversation, this.peer, { readUpTo: seen });
    receipts.check(conversation);
  }

  /** Shows a page more of what came before, from the server where this device does not have it. Rejects with `WireError`. */
  async showEarlier(): Promise<void> {
    const state = this.getSnapshot();
    const shown = state?.messages[0]?.seq ?? 1;
    if (state?.row && shown - WINDOW < state.row.from) await this.#parts.sync.older(state.row.conversation);
    this.#window = (this.#window ?? WINDOW) + WINDOW;
    this.#live.refresh();
  }

  dispose(): void {
    this.#live.dispose();
  }

  async #read(): Promise<ConversationState | undefined> {
    const conversation = this.#known;
    if (conversation === undefined) return undefined;
    const { messages, outbox, conversations } = this.#parts.db;
    const range = messages.where('[conversation+seq]').between([conversation, 0], [conversation, Infinity]);
    const row = await conversations.get(conversation);
    this.#window ??= windowOf(row);
    const [newest, waiting] = await Promise.all([
      // What somebody blocked has written keeps its place in the order, and nobody sees it.
      range.reverse().filter(({ kind }) => kind !== 'hidden').limit(this.#window).toArray(),
      outbox.where({ conversation }).sortBy('place'),
    ]);
    newest.reverse();
    return { messages: newest, waiting, row, hasEarlier: newest.length === this.#window || (row?.from ?? 1) > 1 };
  }
}

/** As much as it takes to have the first unread message in it, if this device has it and it is not too far away. */
function windowOf(row: ConversationRow | undefined): number {
  if (!row || row.unread === 0 || row.from > row.readUpTo + 1) return WINDOW;
  const wanted = row.upTo - row.readUpTo + WINDOW / 2;
  return wanted > MOST_AT_ONCE ? WINDOW : Math.max(WINDOW, wanted);
}
