import { Listeners } from '../app/listeners';
import { liveStore } from '../app/liveStore';
import type { Store } from '../app/useStore';
import { conversationOf } from '../protocol/address';
import { type Link, type ServerFrame, type ServerFrameOf, type StoredMessage, WireError } from '../protocol';
import { Archive } from './archive';
import { Conversation } from './conversation';
import { isToRead } from './changes';
import { type ChatDb, type ConversationRow, type ConversationSummary, summaries } from './db';
import { Drafts } from './drafts';
import { type Kept, Keeping } from './keeping';
import { isMuted } from './muted';
import { Outbox } from './outbox';
import { type Giving, Receipts } from './receipts';
import { Searching } from './searching';
import { Sync } from './sync';
import { Typing } from './typing';

/** One conversation as screens see it. */
export type ConversationView = Pick<Conversation, keyof Conversation>;

/** A search as screens see it. */
type SearchView = Pick<Searching, keyof Searching>;

/** All conversations as screens see them. */
export interface Chats {
  readonly conversations: Store<readonly ConversationSummary[] | undefined>;
  readonly typing: Pick<Typing, keyof Typing>;
  readonly drafts: Pick<Drafts, keyof Drafts>;
  /** Calls back for each message of somebody else that comes in now, and for each reaction to one of ours; never for what is read later. `muted` is to be heard by nobody. Returns the way out. */
  readonly onNews: (listener: (message: StoredMessage, muted: boolean) => void) => () => void;
  with(peer: string): ConversationView;
  /** Mutes and archives, on all devices of this person: at once here, at the server as soon as that is possible. */
  keep(peer: string, change: Kept): Promise<void>;
  /** Deletes the conversation for this person, on all their devices; the other keeps theirs. Rejects with `WireError`. */
  clear(peer: string): Promise<void>;
  /** A search of one's own, in all conversations or in the one with this person. Whoever began it disposes of it. */
  search(peer?: string): SearchView;
  dispose(): void;
}

/** All conversations of this person: the local copy, kept true to the server's over one link. */
export class Chat implements Chats {
  /** Newest first; `undefined` until the local copy was read. */
  readonly conversations: Store<readonly ConversationSummary[] | undefined>;
  readonly typing: Typing;
  readonly drafts: Drafts;
  readonly #news = new Listeners<[StoredMessage, boolean]>();
  readonly #db: ChatDb;
  readonly #link: Link;
  readonly #archive: Archive;
  readonly #receipts: Receipts;
  readonly #sync: Sync;
  readonly #outbox: Outbox;
  readonly #keeping: Keeping;
  readonly #open = new Map<string, Conversation>();
  readonly #stop: () => void;
  /** Live frames are stored one after the other, so that none seems missing because it is still being written. */
  #live: Promise<unknown> = Promise.resolve();

  constructor(link: Link, db: ChatDb, giving: Giving) {
    this.#link = link;
    this.#db = db;
    this.#archive = new Archive(db, link.address, () => link.now());
    this.#receipts = new Receipts(db, link, this.#archive, giving);
    this.#sync = new Sync(link, this.#archive, (conversation) => this.#receipts.check(conversation), (peer) => this.#forget(peer));
    this.#outbox = new Outbox(db, link, this.#archive, (row) => this.#afterStoring(row));
    this.#keeping = new Keeping(db, link, () => this.#sync.all());
    this.typing = new Typing(link);
    this.drafts = new Drafts(link.address);
    this.conversations = liveStore(() => summaries(db, link.address));
    this.#stop = link.on((frame) => {
      this.#live = this.#live.then(() => this.#take(frame)).catch(reportError);
    });
  }

  onNews = (listener: (message: StoredMessage, muted: boolean) => void): (() => void) => this.#news.add(listener);

  /** The conversation with this person; the same object each time. */
  with(peer: string): Conversation {
    const open = this.#open.get(peer);
    if (open) return open;
    const conversation = new Conversation(peer, {
      db: this.#db,
      me: this.#link.address,
      archive: this.#archive,
      outbox: this.#outbox,
      receipts: this.#receipts,
      sync: this.#sync,
      now: () => this.#link.now(),
    });
    this.#open.set(peer, conversation);
    return conversation;
  }

  async keep(peer: string, change: Kept): Promise<void> {
    await this.#keeping.set(await conversationOf(this.#link.address, peer), change);
  }

  async clear(peer: string): Promise<void> {
    const conversation = await conversationOf(this.#link.address, peer);
    const row = await this.#archive.conversation(conversation);
    // Not without a connection: what came meanwhile would go with the rest, unseen.
    await this.#link.fetchApi(`/api/conversations/${encodeURIComponent(conversation)}`, { method: 'DELETE' }).catch((error: unknown) => {
      // Nothing of it has ever reached the server.
      if (!(error instanceof WireError) || error.code !== 'not_found') throw error;
    });
    await this.#db.outbox.where({ conversation }).delete();
    await this.#archive.clear(conversation, row?.lastSeq ?? 0);
    this.#forget(peer);
    this.#sync.all();
  }

  search(peer?: string): Searching {
    return new Searching(this.#link, this.#db, peer === undefined ? undefined : conversationOf(this.#link.address, peer));
  }

  dispose(): void {
    this.#stop();
    this.#outbox.dispose();
    this.#keeping.dispose();
    this.#sync.dispose();
    this.#receipts.dispose();
    this.typing.dispose();
    this.drafts.dispose();
    this.#news.clear();
    this.conversations.dispose();
    for (const conversation of this.#open.values()) conversation.dispose();
  }

  async #take(frame: ServerFrame): Promise<void> {
    if (frame.type === 'msg:incoming') await this.#incoming(frame);
    else if (frame.type === 'msg:delivered' || frame.type === 'msg:read') await this.#watermark(frame);
  }

  async #incoming({ type: _, ...message }: { type: 'msg:incoming' } & StoredMessage): Promise<void> {
    const before = await this.#archive.conversation(message.conversation);
    const row = await this.#archive.store(message.conversation, [message]);
    this.#afterStoring(row);
    // The server may say a message twice; it is news once.
    const isNew = message.seq > (before?.last?.seq ?? 0) && isToRead(message, this.#link.address);
    const isReaction = row.reaction?.seq === message.seq && before?.reaction?.seq !== message.seq;
    if (isNew || isReaction) this.#news.tell(message, isMuted(row, this.#link.now()));
  }

  /** What was begun in a conversation that was deleted. */
  #forget(peer: string): void {
    this.drafts.set(peer, '');
    this.drafts.flush();
    const open = this.#open.get(peer);
    open?.answering.stop();
    open?.keepPlace(undefined);
  }

  async #watermark(frame: ServerFrameOf<'msg:delivered' | 'msg:read'>): Promise<void> {
    const row = await this.#archive.conversation(frame.conversation);
    if (!row) return;
    await this.#archive.raise(frame.conversation, row.peer, marksOf(frame, this.#link.address));
  }

  #afterStoring(row: ConversationRow): void {
    if (row.upTo < row.lastSeq) this.#sync.one(row.conversation);
    else this.#receipts.check(row.conversation);
  }
}

/** A receipt comes from the other, or from another device of our own. What was read was also delivered. */
function marksOf({ type, by, upTo }: ServerFrameOf<'msg:delivered' | 'msg:read'>, me: string) {
  if (by === me) return type === 'msg:read' ? { readUpTo: upTo, readSentUpTo: upTo } : { deliveredSentUpTo: upTo };
  return type === 'msg:read' ? { peerReadUpTo: upTo, peerDeliveredUpTo: upTo } : { peerDeliveredUpTo: upTo };
}
