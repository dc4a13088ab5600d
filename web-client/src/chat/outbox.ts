import { type Link, type ServerFrameOf, type StoredMessage, WireError } from '../protocol';
import type { Archive } from './archive';
import type { ChatDb, ConversationRow, OutboxRow, SequencedFrame } from './db';

type Ack = ServerFrameOf<'msg:ack'>;

/** After this long without an acknowledgement the same frame goes out again, with the same `clientId`. */
const AGAIN_MS = 5_000;

/**
 * Sends what the person wrote: each conversation in order, one frame at a time, the next only after the last was
 * acknowledged. It lives in IndexedDB, so a reload or a crash loses nothing; the `clientId` makes a repeat harmless.
 */
export class Outbox {
  readonly #db: ChatDb;
  readonly #link: Link;
  readonly #archive: Archive;
  readonly #running = new Set<string>();
  readonly #awaited = new Map<string, (ack: Ack) => void>();
  readonly #wake = new Map<string, () => void>();
  readonly #stops: (() => void)[];
  readonly #stored: (row: ConversationRow) => void;
  #disposed = false;

  /** `stored` is told each time one of ours got its number. */
  constructor(db: ChatDb, link: Link, archive: Archive, stored: (row: ConversationRow) => void) {
    this.#db = db;
    this.#link = link;
    this.#archive = archive;
    this.#stored = stored;
    this.#stops = [
      link.onReady(() => void this.#resumeAll()),
      link.on((frame) => {
        if (frame.type === 'msg:ack') this.#awaited.get(frame.clientId)?.(frame);
      }),
    ];
    if (link.state.phase === 'ready') void this.#resumeAll();
  }

  /** Stored when this resolves; sent as soon as there is a connection. */
  async add(conversation: string, frame: SequencedFrame): Promise<void> {
    await this.#db.outbox.add({ clientId: frame.clientId, conversation, frame, at: this.#link.now() });
    void this.#run(conversation);
  }

  async tryAgain(clientId: string): Promise<void> {
    const row = await this.#db.outbox.get({ clientId });
    if (!row) return;
    await this.#db.outbox.update(row.place, { failed: undefined });
    void this.#run(row.conversation);
  }

  /** Forgets one that failed. One that may be under way stays: nobody could tell whether it had arrived. */
  async drop(clientId: string): Promise<void> {
    await this.#db.outbox.where({ clientId }).and((row) => row.failed !== undefined).delete();
  }

  dispose(): void {
    this.#disposed = true;
    this.#stops.forEach((stop) => stop());
    this.#wake.forEach((wake) => wake());
  }

  async #resumeAll(): Promise<void> {
    const rows = await this.#db.outbox.toArray();
    for (const conversation of new Set(rows.map((row) => row.conversation))) {
      this.#wake.get(conversation)?.();
      void this.#run(conversation);
    }
  }

  /** Empties one conversation, front to back; at most one of these runs per conversation. */
  async #run(conversation: string): Promise<void> {
    if (this.#running.has(conversation)) return;
    this.#running.add(conversation);
    try {
      for (;;) {
        const row = await this.#front(conversation);
        if (!row || this.#stopped()) return;
        await this.#deliver(row);
      }
    } finally {
      this.#running.delete(conversation);
      // Whatever came between the last look and now found us running and went away.
      if (!this.#stopped() && (await this.#front(conversation))) void this.#run(conversation);
    }
  }

  #stopped(): boolean {
    return this.#disposed || this.#link.state.phase !== 'ready';
  }

  #front(conversation: string): Promise<OutboxRow | undefined> {
    return this.#db.outbox.where({ conversation }).and((row) => row.failed === undefined).first();
  }

  async #deliver(row: OutboxRow): Promise<void> {
    try {
      const ack = await this.#acknowledgement(row);
      this.#stored(await this.#archive.store(ack.conversation, [stored(row, ack, this.#link.address)]));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      if (!error.retryable) await this.#db.outbox.update(row.place, { failed: error.code });
      else if (error.code !== 'timeout') await this.#pause(row.conversation, error.retryAfterMs ?? AGAIN_MS);
    }
  }

  /**
   * The acknowledgement of this frame, be it of this attempt or of one that was given up: a server that always takes
   * six seconds would else never be heard.
   */
  #acknowledgement(row: OutboxRow): Promise<Ack> {
    return new Promise<Ack>((resolve, reject) => {
      this.#awaited.set(row.clientId, resolve);
      this.#link.request<Ack>(row.frame, AGAIN_MS).then(resolve, reject);
    }).finally(() => this.#awaited.delete(row.clientId));
  }

  #pause(conversation: string, delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake.delete(conversation);
        resolve();
      };
      const timer = setTimeout(done, delayMs);
      this.#wake.set(conversation, done);
    });
  }
}

/** Our own message, as every other device of both is told of it. */
function stored({ frame }: OutboxRow, ack: Ack, me: string): StoredMessage {
  const { message, conversation, seq, at } = ack;
  const common = { message, conversation, seq, at, from: me, to: frame.to, clientId: frame.clientId };
  switch (frame.type) {
    case 'msg:send':
      return {
        ...common, kind: frame.kind, body: frame.body, attachments: frame.attachments ?? [],
        ...(frame.replyTo && { replyTo: frame.replyTo }),
      };
    case 'msg:edit':
      return { ...common, kind: 'edit', target: frame.target, body: frame.body };
    case 'msg:unsend':
      return { ...common, kind: 'unsend', target: frame.target };
    case 'msg:react':
      return { ...common, kind: 'reaction', target: frame.target, body: frame.emoji ?? '' };
    default:
      return frame satisfies never;
  }
}
