import { type Link, type ServerFrameOf, type StoredMessage, WireError } from '../protocol';
import type { Archive } from './archive';
import type { Message } from './changes';
import type { ChangeFrame, ChatDb, ConversationRow, OutboxRow, SequencedFrame } from './db';

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

  /** Gives one other words that never went out, or that was refused. False where the server may have it. */
  async rewrite(clientId: string, body: string): Promise<boolean> {
    const row = await this.#settle(clientId, ({ place, frame }) =>
      this.#db.outbox.update(place, { frame: { ...frame, body } as SequencedFrame, failed: undefined, tried: undefined }),
    );
    if (row) void this.#run(row.conversation);
    return row !== undefined;
  }

  /** Forgets one that never went out, or that was refused. One that may be under way stays: nobody could tell whether it had arrived. */
  async drop(clientId: string): Promise<boolean> {
    const row = await this.#settle(clientId, ({ place }) => this.#db.outbox.delete(place));
    return row !== undefined;
  }

  /**
   * Adds a change to a message, in the place of those that wait and count no more because of it. `isSo` says whether the
   * message is already as it is wanted; then nothing is sent but what takes back a change that is under way.
   */
  async change(conversation: string, { target, ...rest }: ChangeFrame, isSo: (message: Message) => boolean = () => false): Promise<void> {
    const { outbox, messages } = this.#db;
    await this.#db.transaction('rw', outbox, messages, async () => {
      const rows = await outbox.where({ conversation }).toArray();
      // One of ours may have got its number since somebody looked.
      const message = rows.some(({ clientId }) => clientId === target) ? undefined : await this.#messageOf(conversation, target);
      const frame: ChangeFrame = { ...rest, target: message?.message ?? target };
      const earlier = rows.filter((row) => isOutdatedBy(row.frame, frame));
      const idle = earlier.filter(isOurs);
      await outbox.bulkDelete(idle.map(({ place }) => place));
      if (idle.length === earlier.length && message && isSo(message)) return;
      await outbox.add({ clientId: frame.clientId, conversation, frame, at: this.#link.now() });
    });
    void this.#run(conversation);
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

  /** Does something with one that is certainly not at the server; undefined where there is none. */
  #settle(clientId: string, act: (row: OutboxRow) => PromiseLike<unknown>): Promise<OutboxRow | undefined> {
    return this.#db.transaction('rw', this.#db.outbox, async () => {
      const row = await this.#db.outbox.get({ clientId });
      if (!row || !isOurs(row)) return undefined;
      await act(row);
      return row;
    });
  }

  #stopped(): boolean {
    return this.#disposed || this.#link.state.phase !== 'ready';
  }

  #front(conversation: string): Promise<OutboxRow | undefined> {
    return this.#db.outbox.where({ conversation }).and((row) => row.failed === undefined).first();
  }

  async #deliver({ place }: OutboxRow): Promise<void> {
    // From here on it is not changed any more. It may have been since it was looked at.
    const row = await this.#db.transaction('rw', this.#db.outbox, async () => {
      const now = await this.#db.outbox.get(place);
      if (now && !now.tried) await this.#db.outbox.update(place, { tried: true });
      return now;
    });
    if (!row) return;
    try {
      const ack = await this.#acknowledgement(row);
      this.#stored(await this.#archive.store(ack.conversation, [stored(row, ack, this.#link.address)]));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      if (!error.retryable) await this.#refused(row, error.code);
      else if (error.code !== 'timeout') await this.#pause(row.conversation, error.retryAfterMs ?? AGAIN_MS);
    }
  }

  /** It waits for the person. What was to change it changes it here, for there is nothing to be changed elsewhere. */
  #refused({ place, conversation, clientId, frame }: OutboxRow, failed: string): Promise<void> {
    const { outbox } = this.#db;
    return this.#db.transaction('rw', outbox, async () => {
      await outbox.update(place, { failed });
      for (const change of await outbox.where({ conversation }).toArray()) {
        if (!('target' in change.frame) || change.frame.target !== clientId) continue;
        await outbox.delete(change.place);
        if (change.frame.type === 'msg:unsend') await outbox.delete(place);
        else if (change.frame.type === 'msg:edit') await outbox.update(place, { frame: { ...frame, body: change.frame.body } as SequencedFrame });
      }
    });
  }

  /** By its id, or by the `clientId` that we gave it. */
  #messageOf(conversation: string, target: string): PromiseLike<Message | undefined> {
    const { messages } = this.#db;
    return messages.get({ conversation, message: target }).then(
      (found) =>
        found ??
        messages
          .where('[conversation+seq]')
          .between([conversation, 0], [conversation, Infinity])
          .reverse()
          .filter(({ clientId, from }) => clientId === target && from === this.#link.address)
          .first(),
    );
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

/** Nobody but us has it. */
const isOurs = (row: OutboxRow): boolean => !row.tried || row.failed !== undefined;

/** Whether a change counts no more once another is made: one of its kind does, and nothing is left of what is taken back. */
const isOutdatedBy = (frame: SequencedFrame, change: ChangeFrame): boolean =>
  'target' in frame && frame.target === change.target && (frame.type === change.type || change.type === 'msg:unsend');

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
      return { ...common, kind: 'reaction', target: frame.target, ...(frame.emoji !== undefined && { body: frame.emoji }) };
    default:
      return frame satisfies never;
  }
}
