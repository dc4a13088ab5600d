import { afterEach, beforeEach, vi } from 'vitest';
import { ChatDb, type SequencedFrame } from '../chat/db';
import { Chat } from '../chat/index';
import type { ServerFrame, StoredMessage } from '../protocol';
import { conversationOf } from '../protocol/address';
import { FakeLink } from './fakeLink';
import { vectors } from './vectors';
import { RECEIPTS } from './telling';

// A page with one conversation: its local copy, its stores, and a server that holds what `server` has.

export const me = vectors.a.address;
export const peer = vectors.b.address;
export const dm = await conversationOf(me, peer);

export let db: ChatDb;
export let link: FakeLink;
export let chat: Chat;
export let server: StoredMessage[];

/** Each test of a file begins with an empty copy and a server that has nothing. */
export function eachFromTheBeginning(): void {
  beforeEach(async () => {
    db = new ChatDb(`test-${crypto.randomUUID()}`);
    await db.open();
    server = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    start();
  });

  afterEach(() => {
    chat.dispose();
    vi.useRealTimers();
  });
}

/** The page as it comes after a load: a new link and new stores over what IndexedDB holds. */
function start(): void {
  link = new FakeLink(me);
  link.serve = (path) => serve(new URL(path, 'https://x'));
  link.answer = () => ({ type: 'ok' });
  chat = new Chat(link, db, RECEIPTS);
  chat.conversations.subscribe(() => undefined);
}

export function reload(): void {
  chat.dispose();
  start();
}

/** All that the server holds from now on. */
export function serverHas(messages: readonly StoredMessage[]): void {
  server = [...messages];
}

/** The two routes of PROTOCOL.md over what `server` holds. */
export function serve(url: URL): object {
  const last = server.at(-1);
  if (url.pathname === '/api/conversations') {
    const head = { conversation: dm, peer, lastSeq: last?.seq ?? 0, readUpTo: 0, peerDeliveredUpTo: 0, peerReadUpTo: 0, last };
    return { conversations: last ? [head] : [] };
  }
  const limit = Number(url.searchParams.get('limit'));
  const [after, before] = [url.searchParams.get('after'), url.searchParams.get('before')];
  if (after !== null) {
    const rest = server.filter((message) => message.seq > Number(after));
    return { messages: rest.slice(0, limit), more: rest.length > limit };
  }
  const rest = server.filter((message) => message.seq < Number(before));
  return { messages: rest.slice(-limit), more: rest.length > limit };
}

export function message(seq: number, from = peer, more: Partial<StoredMessage> = {}): StoredMessage {
  return {
    message: `m${seq}`, conversation: dm, seq, from, to: from === peer ? me : peer, clientId: `c${seq}`, kind: 'text',
    body: `text ${seq}`, attachments: [], at: 1_000 + seq, ...more,
  };
}

export const change = (seq: number, kind: 'edit' | 'unsend' | 'reaction', target: string, more: Partial<StoredMessage> = {}, from = peer) =>
  link.says({ type: 'msg:incoming', ...changeOf(seq, kind, target, more, from) });
export const changeOf = (seq: number, kind: 'edit' | 'unsend' | 'reaction', target: string, more: Partial<StoredMessage> = {}, from = peer) =>
  message(seq, from, { kind, target, body: undefined, ...more });
export const incoming = (seq: number, from = peer) => link.says({ type: 'msg:incoming', ...message(seq, from) });
export const sent = (type: string) => link.sent.filter((frame) => frame.type === type);
export const bodies = () => sent('msg:send').map((frame) => (frame.type === 'msg:send' ? frame.body : ''));
export const stored = async () => (await db.messages.toArray()).map((each) => each.seq);
export const row = () => db.conversations.get(dm);
/** With faked timers each look also lets 1 ms pass. */
export const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 1 });

/** The server's answer to what takes a place: numbers it, once for each `clientId`. */
export function acknowledge(frame: Parameters<FakeLink['answer']>[0]): ServerFrame {
  if (!('clientId' in frame)) return { type: 'ok' };
  let known = server.find((each) => each.clientId === frame.clientId);
  if (!known) {
    known = message(server.length + 1, me, { clientId: frame.clientId, ...contentOf(frame) });
    server.push(known);
  }
  return { type: 'msg:ack', clientId: frame.clientId, message: known.message, conversation: dm, seq: known.seq, at: known.at };
}

function contentOf(frame: SequencedFrame): Partial<StoredMessage> {
  switch (frame.type) {
    case 'msg:send':
      return { body: frame.body, ...(frame.replyTo !== undefined && { replyTo: frame.replyTo }) };
    case 'msg:edit':
      return { kind: 'edit', body: frame.body, target: frame.target };
    case 'msg:unsend':
      return { kind: 'unsend', body: undefined, target: frame.target };
    case 'msg:react':
      return { kind: 'reaction', body: frame.emoji, target: frame.target };
    default:
      return frame satisfies never;
  }
}
