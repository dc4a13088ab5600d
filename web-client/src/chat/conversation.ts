import { liveStore } from '../app/liveStore';
import { Listeners } from '../app/listeners';
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

/** One open conversation with one person. `undefined` until the local copy was read. */
export class Conversation implements Store<ConversationState | undefined> {
  readonly peer: string;
  readonly #parts: Parts;
  readonly #listeners = new Listeners();
  readonly #id: Promise<string>;
  #window = WINDOW;
  #view: Store<ConversationState | undefined> | undefined;
  #disposed = false;

  constructor(peer: string, parts: Parts) {
    this.peer = peer;
    this.#parts = parts;
    this.#id = conversationOf(parts.me, peer);
    void this.#show();
  }

  getSnapshot = (): ConversationState | undefined => this.#view?.getSnapshot();
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

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
    const shown = this.getSnapshot()?.messages[0]?.seq ?? 1;
    const row = this.getSnapshot()?.row;
    if (row && shown - WINDOW < row.from) await this.#parts.sync.older(row.conversation);
    this.#window += WINDOW;
    await this.#show();
  }

  dispose(): void {
    this.#disposed = true;
    this.#view?.dispose();
    this.#listeners.clear();
  }

  async #show(): Promise<void> {
    const conversation = await this.#id;
    if (this.#disposed) return;
    const { messages, outbox, conversations } = this.#parts.db;
    const limit = this.#window;
    const next = liveStore<ConversationState>(async () => {
      const range = messages.where('[conversation+seq]').between([conversation, 0], [conversation, Infinity]);
      const [newest, waiting, row] = await Promise.all([
        range.reverse().limit(limit).toArray(),
        outbox.where({ conversation }).sortBy('place'),
        conversations.get(conversation),
      ]);
      newest.reverse();
      return { messages: newest, waiting, row, hasEarlier: (newest[0]?.seq ?? 1) > 1 };
    });
    const before = this.#view;
    next.subscribe(() => {
      // The wider view replaces the narrower one only when it has something to show, so that nothing flickers.
      if (this.#view === before) {
        before?.dispose();
        this.#view = next;
      }
      this.#listeners.tell();
    });
  }
}
