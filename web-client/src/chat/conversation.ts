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

/** What one conversation shows: the newest messages in order, and then ours that are not acknowledged yet. */
export interface ConversationState {
  messages: readonly StoredMessage[];
  waiting: readonly OutboxRow[];
  row: ConversationRow | undefined;
  hasEarlier: boolean;
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
  #window = WINDOW;

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

  /** The person has seen everything that is here. */
  async markRead(): Promise<void> {
    const { archive, receipts } = this.#parts;
    const conversation = await this.#id;
    const row = await archive.conversation(conversation);
    const seen = row && row.upTo > row.readUpTo ? await archive.lastOfPeer(row, row.readUpTo) : 0;
    if (seen === 0) return;
    await archive.raise(conversation, this.peer, { readUpTo: seen });
    receipts.check(conversation);
  }

  /** Shows a page more of what came before, from the server where this device does not have it. Rejects with `WireError`. */
  async showEarlier(): Promise<void> {
    const state = this.getSnapshot();
    const shown = state?.messages[0]?.seq ?? 1;
    if (state?.row && shown - WINDOW < state.row.from) await this.#parts.sync.older(state.row.conversation);
    this.#window += WINDOW;
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
    const [newest, waiting, row] = await Promise.all([
      range.reverse().limit(this.#window).toArray(),
      outbox.where({ conversation }).sortBy('place'),
      conversations.get(conversation),
    ]);
    newest.reverse();
    return { messages: newest, waiting, row, hasEarlier: (newest[0]?.seq ?? 1) > 1 };
  }
}
