import { type Link, WireError } from '../protocol';
import type { ChatDb, ConversationRow } from './db';

/** What a conversation is for this person, on all their devices. `mutedUntil` in ms since the epoch; undefined is not muted. */
export type Kept = Pick<ConversationRow, 'mutedUntil' | 'archived'>;

const RETRY_MS = 5_000;

/**
 * Mutes and archives: at once in the local copy, where the wish stays until the server has it, so that it outlives a reload
 * and being offline. Meanwhile heads do not undo it.
 */
export class Keeping {
  readonly #db: ChatDb;
  readonly #link: Link;
  readonly #refused: () => void;
  readonly #stop: () => void;
  readonly #running = new Set<string>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  /** `refused` is told where only the server can say how it stands. */
  constructor(db: ChatDb, link: Link, refused: () => void) {
    this.#db = db;
    this.#link = link;
    this.#refused = refused;
    this.#stop = link.onReady(() => void this.#all());
    if (link.state.phase === 'ready') void this.#all();
  }

  /** Resolves once it is safe on this device. */
  async set(conversation: string, change: Kept): Promise<void> {
    await this.#db.conversations.update(conversation, { ...change, unsaid: true });
    void this.#run(conversation);
  }

  dispose(): void {
    this.#stop();
    this.#timers.forEach(clearTimeout);
  }

  async #all(): Promise<void> {
    const unsaid = await this.#db.conversations.filter((row) => row.unsaid === true).primaryKeys();
    for (const conversation of unsaid) void this.#run(conversation);
  }

  /** Says the newest wish, and again while it has changed meanwhile; at most one of these runs per conversation. */
  async #run(conversation: string): Promise<void> {
    if (this.#running.has(conversation)) return;
    this.#running.add(conversation);
    try {
      for (;;) {
        const row = await this.#db.conversations.get(conversation);
        if (!row?.unsaid || this.#link.state.phase !== 'ready') return;
        await this.#say(row);
        await this.#db.conversations.where({ conversation }).modify((now) => {
          if (now.mutedUntil === row.mutedUntil && now.archived === row.archived) delete now.unsaid;
        });
      }
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      if (error.retryable) this.#later(conversation, error.retryAfterMs ?? RETRY_MS);
      else await this.#forget(conversation);
    } finally {
      this.#running.delete(conversation);
    }
  }

  async #say({ conversation, mutedUntil, archived = false }: ConversationRow): Promise<void> {
    await this.#link.fetchApi(`/api/conversations/${encodeURIComponent(conversation)}/settings`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ mutedUntil: mutedUntil ?? null, archived }),
    });
  }

  /** Offline: the next `ready` says it. */
  #later(conversation: string, delayMs: number): void {
    if (this.#link.state.phase !== 'ready') return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#run(conversation);
    }, delayMs);
    this.#timers.add(timer);
  }

  async #forget(conversation: string): Promise<void> {
    await this.#db.conversations.update(conversation, { mutedUntil: undefined, archived: undefined, unsaid: undefined });
    this.#refused();
  }
}
