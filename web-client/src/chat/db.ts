import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Contact } from '../people/contacts';
import type { ClientFrame } from '../protocol';
import type { Changes, Message } from './changes';
import { Standing } from './standing';
import { upgradeToChanges } from './upgrade';

/** A frame that takes a place in a conversation's sequence. */
export type SequencedFrame = Extract<ClientFrame, { clientId: string }>;
/** One that changes a message. While its message is on its way itself, `target` is that one's `clientId`. */
export type ChangeFrame = Extract<SequencedFrame, { target: string }>;

/** Something of ours that the server has not acknowledged; `failed` waits for the person, who may try again or drop it. */
export interface OutboxRow {
  /** The order in which it was written; sent in this order within its conversation. */
  place: number;
  clientId: string;
  conversation: string;
  frame: SequencedFrame;
  /** Milliseconds since the epoch. */
  at: number;
  /** It went out once: the server may have it. */
  tried?: boolean;
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
  last?: Message;
  /** The newest reaction of the other to something of ours. */
  reaction?: { seq: number; target: string; emoji: string };
  /** Messages of the other that were not read here, counted up to {@link MOST_UNREAD}. */
  unread: number;
  readUpTo: number;
  readSentUpTo: number;
  deliveredSentUpTo: number;
  peerDeliveredUpTo: number;
  peerReadUpTo: number;
  /** No sound until then, ms since the epoch; absent where it is not muted. */
  mutedUntil?: number;
  /** Until something comes that is not muted. */
  archived?: boolean;
  /** The server has not confirmed how it is muted and archived. */
  unsaid?: boolean;
  /** This person has deleted everything up to here, for themselves. */
  clearedUpTo?: number;
  /** The other has deleted their account: their words are gone, and nothing can be sent any more. */
  left?: boolean;
}

/** A conversation as the list shows it: with what failed last, else the newest of ours that is not acknowledged yet. */
export interface ConversationSummary extends ConversationRow {
  waiting: OutboxRow | undefined;
}

export const MOST_UNREAD = 100;

/** The local copy of one person's conversations; the server's is the truth, but for the outbox. */
export class ChatDb extends Dexie {
  readonly messages!: Table<Message, [string, number]>;
  readonly changes!: Table<Changes, [string, string]>;
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
    this.version(2)
      .stores({ messages: '[conversation+seq], [conversation+message]', changes: '[conversation+target]' })
      .upgrade(upgradeToChanges);
  }
}

export async function summaries(db: ChatDb, me: string): Promise<ConversationSummary[]> {
  const [rows, outbox] = await Promise.all([db.conversations.orderBy('lastAt').reverse().toArray(), db.outbox.orderBy('place').toArray()]);
  const unsent = new Map<string, OutboxRow[]>();
  for (const each of outbox) unsent.set(each.conversation, [...(unsent.get(each.conversation) ?? []), each]);
  // Where somebody blocked alone has written, there is nothing that this person may see.
  return rows.map((row) => summary(row, unsent.get(row.conversation) ?? [], me)).filter((each) => each.lastAt > 0 || each.waiting !== undefined);
}

function summary(row: ConversationRow, outbox: readonly OutboxRow[], me: string): ConversationSummary {
  if (outbox.length === 0) return { ...row, waiting: undefined };
  const standing = new Standing(outbox, me);
  // Something that failed must not hide behind what was written since.
  const waiting = standing.waiting.findLast(({ failed }) => failed !== undefined) ?? standing.waiting.at(-1);
  return { ...row, ...(row.last && { last: standing.of(row.last) }), waiting };
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
