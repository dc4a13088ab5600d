import { isToRead } from '../changes';
import type { ConversationState } from '../conversation';
import type { ConversationRow, OutboxRow } from '../db';
import { aboutOf, type StandingMessage } from '../standing';

export type MessageState = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed';

interface Grouped {
  /** The same before and after the server has given it a number: the row stays the row. */
  readonly key: string;
  readonly at: number;
  readonly mine: boolean;
  /** First and last of what one person wrote within a minute. */
  readonly first: boolean;
  readonly last: boolean;
  /** The id of the message that it answers, or that it is to change; and that one, if it is here. */
  readonly about: string | undefined;
  readonly quoted: StandingMessage | undefined;
  /** Nothing can be done to it any more: the other is gone. */
  readonly fixed?: boolean;
}

export type MessageRow = Grouped & { readonly kind: 'message'; readonly message: StandingMessage; readonly state: MessageState };
export type WaitingRow = Grouped & { readonly kind: 'waiting'; readonly waiting: OutboxRow; readonly state: MessageState };

/** One line of a conversation. */
export type Row =
  | MessageRow
  | WaitingRow
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  /** The other has deleted their account. */
  | { readonly kind: 'left'; readonly key: string }
  | { readonly kind: 'unread'; readonly key: string; readonly count: number };

const MINUTE_MS = 60_000;

/**
 * Whose eyes, from which `seq` on it was new when they came (undefined: nothing was), and whether they may see what the other has
 * read.
 */
export interface Eyes {
  readonly me: string;
  readonly unreadFrom: number | undefined;
  readonly receipts: boolean;
}

/** The lines of a conversation from the oldest to the newest: day marks, the unread mark, messages, what is on its way. */
export function rowsOf({ messages, waiting, quoted, row }: ConversationState, { me, unreadFrom, receipts }: Eyes): readonly Row[] {
  const rows: Row[] = [];
  const day = dayTeller();
  let before: Draft | undefined;
  const add = (next: Draft, seq: number) => {
    const mark = day(next.at);
    if (mark !== undefined) rows.push({ kind: 'day', key: `day ${mark}`, at: next.at });
    if (seq === unreadFrom) rows.push({ kind: 'unread', key: 'unread', count: unreadAbove(messages, seq - 1, me) });
    const joins = before !== undefined && rows.at(-1) === before && isSameGroup(before, next);
    if (joins && before) before.last = false;
    next.first = !joins;
    rows.push(next);
    before = next;
  };
  const to = (about: string | undefined) => ({ about, quoted: about === undefined ? undefined : quoted.get(about) });
  const fixed = row?.left === true ? { fixed: true } : {};
  for (const message of messages) {
    if (message.kind === 'left') {
      const mark = day(message.at);
      if (mark !== undefined) rows.push({ kind: 'day', key: `day ${mark}`, at: message.at });
      rows.push({ kind: 'left', key: 'left' });
      continue;
    }
    const mine = message.from === me;
    const key = mine ? message.clientId : `${message.seq}`;
    const state = mine && message.waits ? 'waiting' : stateOf(message.seq, row, receipts);
    add({ kind: 'message', key, at: message.at, mine, first: true, last: true, ...fixed, ...to(message.replyTo), message, state }, message.seq);
  }
  for (const each of waiting) {
    const state = each.failed === undefined ? 'waiting' : 'failed';
    add({ kind: 'waiting', key: each.clientId, at: each.at, mine: true, first: true, last: true, ...fixed, ...to(aboutOf(each)), waiting: each, state }, 0);
  }
  return rows;
}

type Draft = { -readonly [K in keyof MessageRow]: MessageRow[K] } | { -readonly [K in keyof WaitingRow]: WaitingRow[K] };

const isSameGroup = (one: Draft, other: Draft): boolean =>
  one.mine === other.mine && Math.floor(one.at / MINUTE_MS) === Math.floor(other.at / MINUTE_MS);

/** The first day of a run of moments, as something to compare; undefined while it is the same. Asked in order of time. */
function dayTeller(): (at: number) => string | undefined {
  let [start, end] = [0, 0];
  return (at) => {
    // A Date for each of 50,000 messages would be felt.
    if (at >= start && at < end) return undefined;
    const date = new Date(at);
    date.setHours(0, 0, 0, 0);
    start = date.getTime();
    date.setDate(date.getDate() + 1);
    end = date.getTime();
    return `${start}`;
  };
}

/** How far a message of ours has come. */
export function stateOf(seq: number, row: ConversationRow | undefined, receipts: boolean): MessageState {
  if (receipts && row && seq <= row.peerReadUpTo) return 'read';
  return row && seq <= row.peerDeliveredUpTo ? 'delivered' : 'sent';
}

/** How many messages of the other come after this `seq`. */
export function unreadAbove(messages: readonly StandingMessage[], seq: number, me: string): number {
  let count = 0;
  for (let at = messages.length - 1; at >= 0; at--) {
    const message = messages[at];
    if (!message || message.seq <= seq) break;
    if (isToRead(message, me)) count += 1;
  }
  return count;
}

/** What names the newest of one's own, the same before and after the server has it; undefined where there is none. */
export const newestMine = ({ messages, waiting }: ConversationState, me: string): string | undefined =>
  waiting.at(-1)?.clientId ?? messages.findLast(({ from }) => from === me)?.clientId;

/** The `seq` of the first message that was not read; undefined when there is none, or when it lies before what is here. */
export function firstUnread({ messages, row }: ConversationState, me: string): number | undefined {
  const readUpTo = row?.readUpTo ?? 0;
  const oldest = messages[0];
  if (!oldest || oldest.seq > readUpTo + 1) return undefined;
  return messages.find((message) => message.seq > readUpTo && isToRead(message, me))?.seq;
}

/** The highest `seq` up to this line; 0 where there is none. */
export function seqAt(rows: readonly Row[], index: number): number {
  for (let at = Math.min(index, rows.length - 1); at >= 0; at--) {
    const row = rows[at];
    if (row?.kind === 'message') return row.message.seq;
  }
  return 0;
}

/** Whether these lines are the others with more before them, so that a reader's place is kept from the end. */
export function cameBefore(rows: readonly Row[], before: readonly Row[]): boolean {
  if (rows.length <= before.length) return false;
  return rows.at(-1)?.key === before.at(-1)?.key;
}
