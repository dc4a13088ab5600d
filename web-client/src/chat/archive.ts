import type { StoredMessage } from '../protocol';
import { clear } from './clearing';
import { type Change, isMessage, isToRead, type Message } from './changes';
import { type ChatDb, type ConversationRow, emptyConversation, MOST_UNREAD } from './db';
import { fold } from './fold';
import type { Kept } from './keeping';
import { leave, unsaid } from './leaving';
import { isMuted } from './muted';

/** Watermarks as a frame or a head tells them; each only ever rises. */
export type Watermarks = Partial<
  Pick<ConversationRow, 'lastSeq' | 'readUpTo' | 'readSentUpTo' | 'deliveredSentUpTo' | 'peerDeliveredUpTo' | 'peerReadUpTo'>
>;

/** Every write of messages and watermarks to the local copy, each one transaction. */
export class Archive {
  readonly #db: ChatDb;
  readonly #me: string;
  readonly #now: () => number;

  /** `now` is the server's time, ms since the epoch. */
  constructor(db: ChatDb, me: string, now: () => number) {
    this.#db = db;
    this.#me = me;
    this.#now = now;
  }

  conversation(id: string): Promise<ConversationRow | undefined> {
    return this.#db.conversations.get(id);
  }

  /**
   * Stores messages of one conversation, in any order, as often as they come. One that carries a `clientId` of ours
   * settles the outbox: its acknowledgement may have been lost. `further` are changes that stand elsewhere.
   */
  store(conversation: string, given: readonly StoredMessage[], further: readonly StoredMessage[] = []): Promise<ConversationRow> {
    const { conversations, messages: table, changes, outbox } = this.#db;
    return this.#db.transaction('rw', conversations, table, changes, outbox, async () => {
      const first = given[0];
      const peer = first ? this.#peerOf(first) : '';
      const row = (await conversations.get(conversation)) ?? emptyConversation(conversation, peer);
      if (!row.left && given.some(({ kind, from }) => kind === 'left' && from === row.peer)) await leave(this.#db, row);
      const messages = unsaid(row, above(row, given));
      const before = row.lastSeq;
      const { touched, counting } = await fold(this.#db, conversation, messages, unsaid(row, further));
      await this.#settle(conversation, messages);
      for (const each of messages) {
        row.lastSeq = Math.max(row.lastSeq, each.seq);
        if (isMessage(each)) row.lastAt = Math.max(row.lastAt, each.at);
      }
      for (const each of touched.values()) if (isMessage(each) && each.seq >= (row.last?.seq ?? 0)) row.last = each;
      for (const change of counting) this.#notice(row, change, touched.get(change.target));
      if (row.lastSeq > before && !isMuted(row, this.#now())) delete row.archived;
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
  storeOlder(conversation: string, given: readonly StoredMessage[], further: readonly StoredMessage[]): Promise<void> {
    return this.#db.transaction('rw', this.#db.conversations, this.#db.messages, this.#db.changes, async () => {
      const row = await this.#db.conversations.get(conversation);
      const messages = unsaid(row, above(row, given));
      await fold(this.#db, conversation, messages, messages.length === 0 ? [] : unsaid(row, further));
      let from = row?.from ?? 1;
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

  /**
   * How the server says that it stands. A wish that it has not heard yet stays, and so does what came since it said so.
   * `lastSeq` is the newest that it knew then.
   */
  async keep(conversation: string, { mutedUntil, archived = false }: Kept, lastSeq: number): Promise<void> {
    await this.#db.conversations.where({ conversation }).modify((row) => {
      if (row.unsaid) return;
      if (mutedUntil === undefined) delete row.mutedUntil;
      else row.mutedUntil = mutedUntil;
      if (archived && (lastSeq >= row.lastSeq || isMuted(row, this.#now()))) row.archived = true;
      else delete row.archived;
    });
  }

  /**
   * Takes away what this person has deleted for themselves, up to this place; true where there was something new to it.
   * What was written and not sent goes with what was here.
   */
  clear(conversation: string, upTo: number): Promise<boolean> {
    const { conversations, messages, changes, outbox } = this.#db;
    return this.#db.transaction('rw', conversations, messages, changes, outbox, async () => {
      const row = await conversations.get(conversation);
      if (!row || upTo <= (row.clearedUpTo ?? 0)) return false;
      // A device that has read nothing yet learns of something that was over before it came.
      const wasHere = row.upTo > 0;
      await clear(this.#db, row, upTo);
      if (wasHere) await outbox.where({ conversation }).delete();
      row.unread = await this.#unread(row);
      await conversations.put(row);
      return wasHere;
    });
  }

  /** The other has deleted their account. A repeat changes nothing. */
  leave(conversation: string): Promise<void> {
    const { conversations, messages, changes } = this.#db;
    return this.#db.transaction('rw', conversations, messages, changes, async () => {
      const row = await conversations.get(conversation);
      if (!row || row.left) return;
      await leave(this.#db, row);
      await conversations.put(row);
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
      .filter((message) => isToRead(message, this.#me))
      .limit(MOST_UNREAD)
      .count();
  }

  #between(conversation: string, from: number, upTo: number) {
    const range = [conversation, from] as const;
    return this.#db.messages.where('[conversation+seq]').between(range, [conversation, upTo], true, true);
  }

  /** What of ours has its number now is no more in the outbox; what waits there to change it learns its id. */
  async #settle(conversation: string, messages: readonly StoredMessage[]): Promise<void> {
    const own = new Map(messages.filter((each) => each.from === this.#me).map((each) => [each.clientId, each.message]));
    if (own.size === 0) return;
    const { outbox } = this.#db;
    await outbox.where('clientId').anyOf([...own.keys()]).delete();
    await outbox.where({ conversation }).modify(({ frame }) => {
      const message = 'target' in frame ? own.get(frame.target) : undefined;
      if (!('target' in frame) || message === undefined) return false;
      frame.target = message;
      return true;
    });
  }

  /** The list tells of the newest reaction to something of ours, for as long as it stands. */
  #notice(row: ConversationRow, { kind, from, seq, target, body }: Change, message: Message | undefined): void {
    if (kind === 'edit' || (kind === 'reaction' && from === this.#me)) return;
    if (row.reaction?.target === target) delete row.reaction;
    const isNew = kind === 'reaction' && body && message?.from === this.#me && message.body !== undefined;
    if (isNew && seq > (row.reaction?.seq ?? 0)) row.reaction = { seq, target, emoji: body };
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

/** A page may have been on its way when its conversation was deleted. */
const above = (row: ConversationRow | undefined, messages: readonly StoredMessage[]): readonly StoredMessage[] =>
  row?.clearedUpTo === undefined ? messages : messages.filter(({ seq }) => seq > (row.clearedUpTo ?? 0));
