import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Contact } from '../people/contacts';
import type { ClientFrame, StoredMessage } from '../protocol';

/** A frame that takes a place in a conversation's sequence. */
export type SequencedFrame = Extract<ClientFrame, { clientId: string }>;

/** Something of ours that the server has not acknowledged; `failed` waits for the person, who may try again or drop it. */
export interface OutboxRow {
  /** The order in which it was written; sent in this order within its conversation. */
  place: number;
  clientId: string;
  conversation: string;
  frame: SequencedFrame;
  /** Milliseconds since the epoch. */
  at: number;
  failed?: string;
}

/**
 * What this device knows of a conversation. Messages `from` to `upTo` are here without a hole; `lastSeq` is the newest
 * the server has told of. Watermarks only rise. `*SentUpTo` is what the server has confirmed of ours.
 */
export interface ConversationRow {
  conversation: string;
  peer: string;
  from: number;
  upTo: number;
  lastSeq: number;
  /** When the newest message was stored, ms since the epoch; the order of the list. */
  lastAt: number;
  /** The newest message that people see as one. */
  last?: StoredMessage;
  /** Messages of the other that were not read here, counted up to {@link MOST_UNREAD}. */
  unread: number;
  readUpTo: number;
  readSentUpTo: number;
  deliveredSentUpTo: number;
  peerDeliveredUpTo: number;
  peerReadUpTo: number;
}

/** A conversation as the list shows it: with what failed last, else the newest of ours that is not acknowledged yet. */
export interface ConversationSummary extends ConversationRow {
  waiting: OutboxRow | undefined;
}

export const MOST_UNREAD = 100;

/** Whether a stored entry is a message in people's eyes, rather than a change to another one. */
export const isMessage = ({ kind }: StoredMessage): boolean =>
  kind !== 'edit' && kind !== 'unsend' && kind !== 'reaction' && kind !== 'hidden';

/** The local copy of one person's conversations; the server's is the truth, but for the outbox. */
export class ChatDb extends Dexie {
  readonly messages!: Table<StoredMessage, [string, number]>;
  readonly conversations!: EntityTable<ConversationRow, 'conversation'>;
  readonly outbox!: EntityTable<OutboxRow, 'place'>;
  readonly contacts!: EntityTable<Contact, 'address'>;

  constructor(address: string) {
    super(`callvault-chat-${address}`);
    this.version(1).stores({
      messages: '[conversation+seq]',
      conversations: 'conversation, lastAt',
      outbox: '++place, &clientId, conversation',
      contacts: 'address',
    });
  }
}

export async function summaries(db: ChatDb): Promise<ConversationSummary[]> {
  const [rows, outbox] = await Promise.all([db.conversations.orderBy('lastAt').reverse().toArray(), db.outbox.orderBy('place').toArray()]);
  // The later one in this order counts: something that failed must not hide behind what was written since.
  const order = [...outbox.filter((row) => row.failed === undefined), ...outbox.filter((row) => row.failed !== undefined)];
  const waiting = new Map(order.map((row) => [row.conversation, row]));
  // Where somebody blocked alone has written, there is nothing that this person may see.
  return rows.map((row) => ({ ...row, waiting: waiting.get(row.conversation) })).filter((each) => each.lastAt > 0 || each.waiting !== undefined);
}

/** A conversation of which nothing is known yet. */
export const emptyConversation = (conversation: string, peer: string): ConversationRow => ({
  conversation,
  peer,
  from: 1,
  upTo: 0,
  lastSeq: 0,
  lastAt: 0,
  unread: 0,
  readUpTo: 0,
  readSentUpTo: 0,
  deliveredSentUpTo: 0,
  peerDeliveredUpTo: 0,
  peerReadUpTo: 0,
});
