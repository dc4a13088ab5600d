import type { StoredMessage } from '../protocol';
import { type ChatDb, type ConversationRow, emptyConversation, isMessage, MOST_UNREAD } from './db';

/** Watermarks as a frame or a head tells them; each only ever rises. */
export type Watermarks = Partial<
  Pick<ConversationRow, 'lastSeq' | 'readUpTo' | 'readSentUpTo' | 'deliveredSentUpTo' | 'peerDeliveredUpTo' | 'peerReadUpTo'>
>;

/** Every write of messages and watermarks to the local copy, each one transaction. */
export class Archive {
  readonly #db: ChatDb;
  readonly #me: string;

  constructor(db: ChatDb, me: string) {
    this.#db = db;
    this.#me = me;
  }

  conversation(id: string): Promise<ConversationRow | undefined> {
    return this.#db.conversations.get(id);
  }

  /**
   * Stores messages of one conversation, in any order, as often as they come. One that carries a `clientId` of ours
   * settles the outbox: its acknowledgement may have been lost.
   */
  store(conversation: string, messages: readonly StoredMessage[]): Promise<ConversationRow> {
    const { conversations, messages: table, outbox } = this.#db;
    return this.#db.transaction('rw', conversations, table, outbox, async () => {
      const first = messages[0];
      const peer = first ? this.#peerOf(first) : '';
      const row = (await conversations.get(conversation)) ?? emptyConversation(conversation, peer);
      await table.bulkPut([...messages]);
      const own = messages.filter((each) => each.from === this.#me).map((each) => each.clientId);
      if (own.length > 0) await outbox.where('clientId').anyOf(own).delete();
      for (const each of messages) {
        row.lastSeq = Math.max(row.lastSeq, each.seq);
        if (each.kind !== 'hidden') row.lastAt = Math.max(row.lastAt, each.at);
        if (isMessage(each) && each.seq > (row.last?.seq ?? 0)) row.last = each;
      }
      row.upTo = await this.#contiguousFrom(conversation, row.upTo);
      row.unread = await this.#unread(row);
      await conversations.put(row);
      return row;
    });
  }

  /** Begins a conversation at its newest page rather than at its first message; what is older is read on demand. */
  async startAt(conversation: string, from: number): Promise<void> {
    await this.#db.conversations.update(conversation, { from, upTo: from - 1 });
  }

  /** A page of older messages; as many of them count as join what is here without a hole. */
  storeOlder(conversation: string, messages: readonly StoredMessage[]): Promise<void> {
    return this.#db.transaction('rw', this.#db.conversations, this.#db.messages, async () => {
      await this.#db.messages.bulkPut([...messages]);
      let from = (await this.#db.conversations.get(conversation))?.from ?? 1;
      const there = new Set(messages.map((each) => each.seq));
      while (there.has(from - 1)) from -= 1;
      await this.#db.conversations.update(conversation, { from });
    });
  }

  /** Raises watermarks; a conversation that is not known yet is begun. Returns the row as it is then. */
  raise(conversation: string, peer: string, marks: Watermarks, at = 0): Promise<ConversationRow> {
    const { conversations, messages } = this.#db;
    return this.#db.transaction('rw', conversations, messages, async () => {
      const row = (await conversations.get(conversation)) ?? emptyConversation(conversation, peer);
      for (const name of Object.keys(marks) as (keyof Watermarks)[]) row[name] = Math.max(row[name], marks[name] ?? 0);
      row.lastAt = Math.max(row.lastAt, at);
      if (marks.readUpTo) row.unread = await this.#unread(row);
      await conversations.put(row);
      return row;
    });
  }

  /** The newest message of the other in this range that this person may see, or 0: a blocked one hears no receipts. */
  async lastOfPeer({ conversation, upTo }: ConversationRow, above: number): Promise<number> {
    const found = await this.#between(conversation, above + 1, upTo)
      .reverse()
      .filter((message) => message.from !== this.#me && message.kind !== 'hidden')
      .first();
    return found?.seq ?? 0;
  }

  #unread({ conversation, readUpTo }: ConversationRow): Promise<number> {
    return this.#between(conversation, readUpTo + 1, Infinity)
      .filter((message) => message.from !== this.#me && isMessage(message))
      .limit(MOST_UNREAD)
      .count();
  }

  #between(conversation: string, from: number, upTo: number) {
    const range = [conversation, from] as const;
    return this.#db.messages.where('[conversation+seq]').between(range, [conversation, upTo], true, true);
  }

  #peerOf(message: StoredMessage): string {
    return message.from === this.#me ? message.to : message.from;
  }

  async #contiguousFrom(conversation: string, upTo: number): Promise<number> {
    let last = upTo;
    await this.#between(conversation, upTo + 1, Infinity)
      .until((message) => message.seq !== last + 1)
      .each((message) => {
        last = message.seq;
      });
    return last;
  }
}
