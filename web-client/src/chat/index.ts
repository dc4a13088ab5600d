import { Listeners } from '../app/listeners';
import { liveStore } from '../app/liveStore';
import type { Store } from '../app/useStore';
import type { Link, ServerFrame, ServerFrameOf, StoredMessage } from '../protocol';
import { Archive } from './archive';
import { Conversation } from './conversation';
import { type ChatDb, type ConversationRow, type ConversationSummary, isMessage, summaries } from './db';
import { Drafts } from './drafts';
import { Outbox } from './outbox';
import { Receipts } from './receipts';
import { Sync } from './sync';
import { Typing } from './typing';

/** One conversation as screens see it. */
export type ConversationView = Pick<Conversation, keyof Conversation>;

/** All conversations as screens see them. */
export interface Chats {
  readonly conversations: Store<readonly ConversationSummary[] | undefined>;
  readonly typing: Pick<Typing, keyof Typing>;
  readonly drafts: Pick<Drafts, keyof Drafts>;
  /** Calls back for each message of somebody else that comes in now; never for what is read later. Returns the way out. */
  readonly onNews: (listener: (message: StoredMessage) => void) => () => void;
  with(peer: string): ConversationView;
  dispose(): void;
}

/** All conversations of this person: the local copy, kept true to the server's over one link. */
export class Chat implements Chats {
  /** Newest first; `undefined` until the local copy was read. */
  readonly conversations: Store<readonly ConversationSummary[] | undefined>;
  readonly typing: Typing;
  readonly drafts: Drafts;
  readonly #news = new Listeners<[StoredMessage]>();
  readonly #db: ChatDb;
  readonly #link: Link;
  readonly #archive: Archive;
  readonly #receipts: Receipts;
  readonly #sync: Sync;
  readonly #outbox: Outbox;
  readonly #open = new Map<string, Conversation>();
  readonly #stop: () => void;
  /** Live frames are stored one after the other, so that none seems missing because it is still being written. */
  #live: Promise<unknown> = Promise.resolve();

  constructor(link: Link, db: ChatDb) {
    this.#link = link;
    this.#db = db;
    this.#archive = new Archive(db, link.address);
    this.#receipts = new Receipts(db, link, this.#archive);
    this.#sync = new Sync(link, this.#archive, (conversation) => this.#receipts.check(conversation));
    this.#outbox = new Outbox(db, link, this.#archive, (row) => this.#afterStoring(row));
    this.typing = new Typing(link);
    this.drafts = new Drafts(link.address);
    this.conversations = liveStore(() => summaries(db));
    this.#stop = link.on((frame) => {
      this.#live = this.#live.then(() => this.#take(frame)).catch(reportError);
    });
  }

  onNews = (listener: (message: StoredMessage) => void): (() => void) => this.#news.add(listener);

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

  dispose(): void {
    this.#stop();
    this.#outbox.dispose();
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
    this.#afterStoring(await this.#archive.store(message.conversation, [message]));
    // The server may say a message twice; it is news once.
    const isNew = message.seq > (before?.last?.seq ?? 0);
    if (isNew && message.from !== this.#link.address && isMessage(message)) this.#news.tell(message);
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
