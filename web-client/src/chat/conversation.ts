import { type LiveStore, liveStore } from '../app/liveStore';
import type { Store } from '../app/useStore';
import { conversationOf } from '../protocol/address';
import { AnsweringStore } from './answering';
import type { Archive } from './archive';
import { isMessage, type Message } from './changes';
import type { ChatDb, ConversationRow, OutboxRow } from './db';
import { messagesOf } from './fold';
import type { Outbox } from './outbox';
import type { Receipts } from './receipts';
import { aboutOf, Standing, type StandingMessage } from './standing';
import type { Sync } from './sync';

const WINDOW = 100;
/** A conversation opens at the first unread message; above so many it opens at the newest. */
const MOST_AT_ONCE = 1_000;

/** What one conversation shows: the newest messages in order, and then ours that are not acknowledged yet. */
export interface ConversationState {
  messages: readonly StandingMessage[];
  waiting: readonly OutboxRow[];
  /** What is answered or changed by these, by its id, as far as it is here. */
  quoted: ReadonlyMap<string, StandingMessage>;
  row: ConversationRow | undefined;
  hasEarlier: boolean;
}

/** Where somebody was reading: the entry at the upper edge, and how many pixels of it are above that edge. */
export interface Place {
  readonly key: string;
  readonly offsetPx: number;
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

/** The conversation with one person. `undefined` until the local copy was read; it is read while somebody listens. */
export class Conversation implements Store<ConversationState | undefined> {
  readonly peer: string;
  readonly answering = new AnsweringStore();
  readonly getSnapshot: () => ConversationState | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  readonly #parts: Parts;
  readonly #id: Promise<string>;
  readonly #live: LiveStore<ConversationState | undefined>;
  #known: string | undefined;
  #window: number | undefined;
  #place: Place | undefined;

  constructor(peer: string, parts: Parts) {
    this.peer = peer;
    this.#parts = parts;
    this.#live = liveStore(() => this.#read());
    this.getSnapshot = this.#live.getSnapshot;
    this.subscribe = this.#live.subscribe;
    this.#id = conversationOf(parts.me, peer);
    void this.#id.then((id) => {
      this.#known = id;
      this.#live.refresh();
    });
  }

  /** Resolves once the text is safe on this device; it is sent as soon as that is possible. */
  async sendText(body: string, replyTo?: string): Promise<void> {
    const { archive, outbox, now } = this.#parts;
    const conversation = await this.#id;
    await archive.raise(conversation, this.peer, {}, now());
    const answer = replyTo === undefined ? {} : { replyTo };
    await outbox.add(conversation, { type: 'msg:send', to: this.peer, clientId: crypto.randomUUID(), kind: 'text', body, ...answer });
  }

  /** Other words for one of ours, sent or not. */
  async edit(clientId: string, body: string): Promise<void> {
    const { outbox } = this.#parts;
    if (await outbox.rewrite(clientId, body)) return;
    const isSo = (message: Message) => message.body === body;
    await outbox.change(await this.#id, { type: 'msg:edit', ...this.#change(), target: clientId, body }, isSo);
  }

  /** Takes one of ours back, for both; one that was not sent yet is forgotten. */
  async unsend(clientId: string): Promise<void> {
    const { outbox } = this.#parts;
    if (await outbox.drop(clientId)) return;
    await outbox.change(await this.#id, { type: 'msg:unsend', ...this.#change(), target: clientId });
  }

  /** One's own reaction to a message, in place of an earlier one; none takes it back. */
  async react(message: string, emoji: string | undefined): Promise<void> {
    const { outbox, me } = this.#parts;
    const isSo = ({ reactions = [] }: Message) => reactions.find(({ from }) => from === me)?.emoji === emoji;
    const frame = { type: 'msg:react' as const, ...this.#change(), target: message, ...(emoji === undefined ? {} : { emoji }) };
    await outbox.change(await this.#id, frame, isSo);
  }

  #change(): { to: string; clientId: string } {
    return { to: this.peer, clientId: crypto.randomUUID() };
  }

  tryAgain = (clientId: string): Promise<void> => this.#parts.outbox.tryAgain(clientId);
  drop = (clientId: string): Promise<boolean> => this.#parts.outbox.drop(clientId);

  /** Where to go on reading after coming back in this tab; undefined at the newest. */
  get place(): Place | undefined {
    return this.#place;
  }

  keepPlace = (place: Place | undefined): void => {
    this.#place = place;
  };

  /** The person has seen everything that is here, up to this `seq`. */
  async markRead(limit = Infinity): Promise<void> {
    const { archive, receipts } = this.#parts;
    const conversation = await this.#id;
    const row = await archive.conversation(conversation);
    if (!row) return;
    const upTo = Math.min(row.upTo, limit);
    const seen = upTo > row.readUpTo ? await archive.lastOfPeer({ ...row, upTo }, row.readUpTo) : 0;
    if (seen === 0) return;
    await archive.raise(conversation, this.peer, { readUpTo: seen });
    receipts.check(conversation);
  }

  /** Shows a page more of what came before, from the server where this device does not have it. Rejects with `WireError`. */
  async showEarlier(): Promise<void> {
    const state = this.getSnapshot();
    const shown = state?.messages[0]?.seq ?? 1;
    if (state?.row) await this.#fetchBefore(state.row.conversation, shown);
    this.#window = (this.#window ?? WINDOW) + WINDOW;
    this.#live.refresh();
  }

  /**
   * Shows a message that is further up, however far: its id does not tell. False where there is none. Rejects with
   * `WireError`.
   */
  async reach(message: string): Promise<boolean> {
    const { sync, db } = this.#parts;
    const conversation = await this.#id;
    for (;;) {
      const [found] = await messagesOf(db.messages, conversation, [message]);
      // What somebody blocked has written is here, and not to be seen.
      if (found && !isMessage(found)) return false;
      if (found) {
        const below = await this.#shownFrom(conversation, found.seq).count();
        this.#window = Math.max(this.#window ?? WINDOW, below + WINDOW / 2);
        this.#live.refresh();
        return true;
      }
      if (!(await sync.older(conversation))) return false;
    }
  }

  dispose(): void {
    this.answering.dispose();
    this.#live.dispose();
  }

  async #read(): Promise<ConversationState | undefined> {
    const conversation = this.#known;
    if (conversation === undefined) return undefined;
    const { messages, outbox, conversations } = this.#parts.db;
    const row = await conversations.get(conversation);
    this.#window ??= windowOf(row);
    const [newest, unsent] = await Promise.all([
      this.#newest(conversation, row, this.#window),
      outbox.where({ conversation }).sortBy('place'),
    ]);
    const standing = new Standing(unsent, this.#parts.me);
    const { waiting } = standing;
    const shown = standing.all(newest);
    const quoted = await quotedBy(shown, waiting, (ids) => messagesOf(messages, conversation, ids).then((found) => standing.all(found)));
    return { messages: shown, waiting, quoted, row, hasEarlier: newest.length === this.#window || (row?.from ?? 1) > (row?.clearedUpTo ?? 0) + 1 };
  }

  /** The newest of what people see, in order. By ranges: what goes row by row asks the browser for each, and this is read with every change. */
  async #newest(conversation: string, row: ConversationRow | undefined, count: number): Promise<Message[]> {
    const { messages } = this.#parts.db;
    const found: Message[][] = [];
    for (let [missing, below] = [count, Infinity]; missing > 0 && below > (row?.from ?? 1); ) {
      const from = Math.max(0, Math.min(below, (row?.upTo ?? 0) + 1) - count);
      const part = (await messages.where('[conversation+seq]').between([conversation, from], [conversation, below]).toArray()).filter(isMessage);
      found.unshift(part);
      [missing, below] = [missing - part.length, from];
    }
    return found.flat().slice(-count);
  }

  /** What people see as a message; changes, and what somebody blocked has written, keep their places in the order and are not seen. */
  #shownFrom(conversation: string, seq: number) {
    const range = this.#parts.db.messages.where('[conversation+seq]').between([conversation, seq], [conversation, Infinity]);
    return range.filter(isMessage);
  }

  /** Until there is a page more before this one, or nothing more: a page may be of changes alone. */
  async #fetchBefore(conversation: string, seq: number): Promise<void> {
    const { archive, sync } = this.#parts;
    for (;;) {
      const { from } = (await archive.conversation(conversation)) ?? { from: 1 };
      const before = this.#parts.db.messages.where('[conversation+seq]').between([conversation, from], [conversation, seq]);
      if ((await before.filter(isMessage).limit(WINDOW).count()) === WINDOW || !(await sync.older(conversation))) return;
    }
  }
}

/** What these answer or change, by its id. */
async function quotedBy(
  messages: readonly StandingMessage[],
  waiting: readonly OutboxRow[],
  read: (ids: readonly string[]) => PromiseLike<readonly StandingMessage[]>,
): Promise<ReadonlyMap<string, StandingMessage>> {
  const wanted = new Set(messages.flatMap(({ replyTo }) => replyTo ?? []));
  for (const about of waiting.flatMap((row) => aboutOf(row) ?? [])) wanted.add(about);
  if (wanted.size === 0) return NONE;
  const quoted = new Map(messages.filter(({ message }) => wanted.has(message)).map((each) => [each.message, each]));
  for (const each of await read([...wanted].filter((id) => !quoted.has(id)))) quoted.set(each.message, each);
  return quoted;
}

const NONE: ReadonlyMap<string, StandingMessage> = new Map();

/** As much as it takes to have the first unread message in it, if this device has it and it is not too far away. */
function windowOf(row: ConversationRow | undefined): number {
  if (!row || row.unread === 0 || row.from > row.readUpTo + 1) return WINDOW;
  const wanted = row.upTo - row.readUpTo + WINDOW / 2;
  return wanted > MOST_AT_ONCE ? WINDOW : Math.max(WINDOW, wanted);
}
