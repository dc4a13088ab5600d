import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ServerFrame, type StoredMessage, WireError } from '../protocol';
import { conversationOf } from '../protocol/address';
import { FakeLink } from '../testing/fakeLink';
import { vectors } from '../testing/vectors';
import { ChatDb } from './db';
import { Chat } from './index';

const me = vectors.a.address;
const peer = vectors.b.address;
const dm = await conversationOf(me, peer);

let db: ChatDb;
let link: FakeLink;
let chat: Chat;
let server: StoredMessage[];

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

/** The page as it comes after a load: a new link and new stores over what IndexedDB holds. */
function start(): void {
  link = new FakeLink(me);
  link.serve = (path) => serve(new URL(path, 'https://x'));
  link.answer = () => ({ type: 'ok' });
  chat = new Chat(link, db);
  chat.conversations.subscribe(() => undefined);
}

function reload(): void {
  chat.dispose();
  start();
}

/** The two routes of PROTOCOL.md over what `server` holds. */
function serve(url: URL): object {
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

function message(seq: number, from = peer, more: Partial<StoredMessage> = {}): StoredMessage {
  return {
    message: `m${seq}`, conversation: dm, seq, from, to: from === peer ? me : peer, clientId: `c${seq}`, kind: 'text',
    body: `text ${seq}`, attachments: [], at: 1_000 + seq, ...more,
  };
}

const incoming = (seq: number, from = peer) => link.says({ type: 'msg:incoming', ...message(seq, from) });
const sent = (type: string) => link.sent.filter((frame) => frame.type === type);
const bodies = () => sent('msg:send').map((frame) => (frame.type === 'msg:send' ? frame.body : ''));
const stored = async () => (await db.messages.toArray()).map((each) => each.seq);
const row = () => db.conversations.get(dm);
/** With faked timers each look also lets 1 ms pass. */
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 1 });

/** The server's answer to a `msg:send`: numbers it, once for each `clientId`. */
function acknowledge(frame: Parameters<FakeLink['answer']>[0]): ServerFrame {
  if (frame.type !== 'msg:send') return { type: 'ok' };
  let known = server.find((each) => each.clientId === frame.clientId);
  if (!known) {
    known = message(server.length + 1, me, { clientId: frame.clientId, body: frame.body });
    server.push(known);
  }
  return { type: 'msg:ack', clientId: frame.clientId, message: known.message, conversation: dm, seq: known.seq, at: known.at };
}

describe('the outbox', () => {
  test('sends in order, the next only after the last was acknowledged', async () => {
    link.answer = () => undefined;
    link.comesUp();
    for (const body of ['one', 'two', 'three']) await chat.with(peer).sendText(body);
    await eventually(() => expect(bodies()).toEqual(['one']));
    const first = link.sent.find((frame) => frame.type === 'msg:send')!;
    link.answer = acknowledge;
    link.says(acknowledge(first));
    await eventually(() => expect(bodies()).toEqual(['one', 'two', 'three']));
    await eventually(async () => expect(await stored()).toEqual([1, 2, 3]));
    expect(await db.outbox.count()).toBe(0);
    expect(server.map((each) => each.body)).toEqual(['one', 'two', 'three']);
  });

  test('says it again after 5 s with the same clientId, and stores it once', async () => {
    link.answer = () => undefined;
    link.comesUp();
    await chat.with(peer).sendText('hello');
    await eventually(() => expect(bodies()).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(4_000);
    expect(bodies()).toHaveLength(1);
    link.answer = acknowledge;
    await vi.advanceTimersByTimeAsync(1_000);
    await eventually(() => expect(bodies()).toHaveLength(2));
    const ids = sent('msg:send').map((frame) => (frame.type === 'msg:send' ? frame.clientId : ''));
    expect(new Set(ids).size).toBe(1);
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
    expect(await stored()).toEqual([1]);
  });

  test('hears an acknowledgement that is later than its attempt', async () => {
    link.answer = () => undefined;
    link.comesUp();
    await chat.with(peer).sendText('hello');
    await eventually(() => expect(bodies()).toHaveLength(1));
    const late = acknowledge(link.sent.find((frame) => frame.type === 'msg:send')!);
    await vi.advanceTimersByTimeAsync(5_500);
    await eventually(() => expect(bodies()).toHaveLength(2));
    link.says(late);
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
  });

  test('survives a reload, in order', async () => {
    for (const body of ['one', 'two']) await chat.with(peer).sendText(body);
    expect(bodies()).toEqual([]);
    reload();
    link.answer = acknowledge;
    link.comesUp();
    await eventually(() => expect(bodies()).toEqual(['one', 'two']));
  });

  test('goes on after the connection dropped in the middle', async () => {
    link.answer = () => undefined;
    link.comesUp();
    await chat.with(peer).sendText('one');
    await eventually(() => expect(bodies()).toHaveLength(1));
    link.goesDown();
    link.answer = acknowledge;
    link.comesUp();
    await eventually(() => expect(bodies()).toEqual(['one', 'one']));
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
  });

  test('lets go of what the sync brings back, when the acknowledgement was lost with the page', async () => {
    link.answer = (frame) => void acknowledge(frame);
    link.comesUp();
    await chat.with(peer).sendText('one');
    await eventually(() => expect(bodies()).toHaveLength(1));
    reload();
    link.answer = () => undefined;
    link.comesUp();
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
    expect(await stored()).toEqual([1]);
  });

  test('a refusal fails that one alone; it can be tried again or dropped', async () => {
    const refuse = new WireError('message_too_large', '', false);
    link.answer = (frame) => (frame.type === 'msg:send' && frame.body === 'bad' ? refuse : acknowledge(frame));
    link.comesUp();
    for (const body of ['bad', 'good']) await chat.with(peer).sendText(body);
    await eventually(() => expect(bodies()).toEqual(['bad', 'good']));
    const [failed] = await db.outbox.toArray();
    expect(failed).toMatchObject({ failed: 'message_too_large' });
    await chat.with(peer).tryAgain(failed!.clientId);
    await eventually(async () => expect((await db.outbox.toArray())[0]).toMatchObject({ failed: 'message_too_large' }));
    expect(bodies()).toEqual(['bad', 'good', 'bad']);
    await chat.with(peer).drop(failed!.clientId);
    expect(await db.outbox.count()).toBe(0);
  });

  test('waits as long as the server asks', async () => {
    let calls = 0;
    link.answer = (frame) => {
      if (frame.type !== 'msg:send') return { type: 'ok' };
      return ++calls === 1 ? new WireError('rate_limited', '', true, 20_000) : acknowledge(frame);
    };
    link.comesUp();
    await chat.with(peer).sendText('hello');
    await eventually(() => expect(calls).toBe(1));
    let waitedMs = 0;
    await eventually(async () => {
      await vi.advanceTimersByTimeAsync(1_000);
      waitedMs += 1_000;
      expect(calls).toBe(2);
    });
    expect(waitedMs).toBeGreaterThan(18_000);
  });
});

describe('sync', () => {
  test('reads what came while this device was away', async () => {
    server = [message(1), message(2), message(3, me)];
    link.comesUp();
    await eventually(async () => expect(await stored()).toEqual([1, 2, 3]));
    expect(await row()).toMatchObject({ upTo: 3, lastSeq: 3, unread: 2, last: { seq: 3 } });
  });

  test('a hole in the sequence is read, and nothing counts as here before', async () => {
    link.comesUp();
    await eventually(() => expect(link.fetched).toHaveLength(1));
    incoming(1);
    await eventually(async () => expect((await row())?.upTo).toBe(1));
    server = [1, 2, 3, 4].map((seq) => message(seq));
    incoming(4);
    await eventually(async () => expect(await stored()).toEqual([1, 2, 3, 4]));
    await eventually(async () => expect((await row())?.upTo).toBe(4));
    expect(link.fetched.at(-1)?.path).toContain('after=1&');
  });

  test('a message told twice is there once', async () => {
    link.comesUp();
    incoming(1);
    incoming(1);
    incoming(2);
    await eventually(async () => expect((await row())?.upTo).toBe(2));
    expect(await stored()).toEqual([1, 2]);
    expect((await row())?.unread).toBe(2);
  });

  test('reads all again on resync', async () => {
    link.comesUp();
    await eventually(() => expect(link.fetched).toHaveLength(1));
    server = [message(1)];
    link.says({ type: 'resync' });
    await eventually(async () => expect(await stored()).toEqual([1]));
  });

  test('reads page after page', async () => {
    link.comesUp();
    incoming(1);
    await eventually(async () => expect((await row())?.upTo).toBe(1));
    server = Array.from({ length: 450 }, (_, at) => message(at + 1));
    link.says({ type: 'resync' });
    await eventually(async () => expect((await row())?.upTo).toBe(450));
    expect(link.fetched.filter(({ path }) => path.includes('after='))).toHaveLength(3);
  });

  test('a new device begins with the newest page and reads older ones on demand', async () => {
    server = Array.from({ length: 450 }, (_, at) => message(at + 1));
    link.comesUp();
    await eventually(async () => expect(await row()).toMatchObject({ from: 251, upTo: 450 }));
    const conversation = chat.with(peer);
    conversation.subscribe(() => undefined);
    await eventually(() => expect(conversation.getSnapshot()?.messages).toHaveLength(100));
    for (let page = 2; page <= 5; page++) {
      await conversation.showEarlier();
      await eventually(() => expect(conversation.getSnapshot()?.messages.length).toBe(Math.min(450, page * 100)));
    }
    expect(conversation.getSnapshot()).toMatchObject({ hasEarlier: false });
    expect((await row())?.from).toBe(1);
  });

  test('tries again when the server could not answer', async () => {
    server = [message(1)];
    const answer = link.serve;
    link.serve = () => new WireError('unavailable', '', true, 2_000);
    link.comesUp();
    await eventually(() => expect(link.fetched).toHaveLength(1));
    link.serve = answer;
    await eventually(async () => {
      await vi.advanceTimersByTimeAsync(500);
      expect(await stored()).toEqual([1]);
    });
  });

  test('one conversation that is refused does not hold up the others', async () => {
    vi.spyOn(console, 'debug').mockImplementation(() => undefined);
    const other = { ...message(1), conversation: 'dm:other' };
    const headOf = (last: StoredMessage) => ({ conversation: last.conversation, peer, lastSeq: 1, last });
    link.serve = (path) => {
      if (!path.includes('/messages')) return { conversations: [headOf(other), headOf(message(1))] };
      return path.includes('other') ? new WireError('not_found', '', false) : { messages: [message(1)], more: false };
    };
    link.comesUp();
    await eventually(async () => expect((await row())?.upTo).toBe(1));
    await eventually(() => expect(sent('msg:delivered')).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.fetched).toHaveLength(3);
  });

  test('a server that promises more and gives nothing does not hold us', async () => {
    server = [message(1), message(2)];
    link.serve = (path) => (path.includes('/messages') ? { messages: [], more: true } : serve(new URL(path, 'https://x')));
    link.comesUp();
    await eventually(() => expect(link.fetched.length).toBeGreaterThan(1));
    link.says({ type: 'resync' });
    const heads = () => link.fetched.filter(({ path }) => !path.includes('/messages'));
    await eventually(() => expect(heads(), 'the first run must have come to its end').toHaveLength(2));
  });
});

describe('receipts', () => {
  test('delivered at most once a second, and only for what the other wrote', async () => {
    link.comesUp();
    incoming(1);
    await eventually(() => expect(sent('msg:delivered')).toHaveLength(1));
    for (let seq = 2; seq <= 20; seq++) incoming(seq);
    incoming(21, me);
    await eventually(async () => expect((await row())?.upTo).toBe(21));
    expect(sent('msg:delivered')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    await eventually(() => expect(sent('msg:delivered')).toHaveLength(2));
    expect(sent('msg:delivered')[1]).toEqual({ type: 'msg:delivered', conversation: dm, to: peer, upTo: 20 });
  });

  test('read when the person saw it, once; nothing above a hole', async () => {
    link.comesUp();
    incoming(1);
    await eventually(async () => expect((await row())?.upTo).toBe(1));
    expect(sent('msg:read')).toEqual([]);
    await chat.with(peer).markRead();
    await chat.with(peer).markRead();
    await eventually(() => expect(sent('msg:read')).toEqual([{ type: 'msg:read', conversation: dm, to: peer, upTo: 1 }]));
    expect((await row())?.unread).toBe(0);
  });

  test('somebody who is blocked hears none', async () => {
    link.comesUp();
    link.says({ type: 'msg:incoming', ...message(1, peer, { kind: 'hidden' }) });
    await eventually(async () => expect((await row())?.upTo).toBe(1));
    await chat.with(peer).markRead();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([...sent('msg:delivered'), ...sent('msg:read')]).toEqual([]);
    expect((await row())?.unread).toBe(0);
  });

  test('what could not be told is told when the connection is back', async () => {
    link.comesUp();
    incoming(1);
    await eventually(() => expect(sent('msg:delivered')).toHaveLength(1));
    link.goesDown();
    await chat.with(peer).markRead();
    reload();
    link.comesUp();
    await eventually(() => expect(sent('msg:read')).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent('msg:delivered')).toHaveLength(0);
  });

  test('of the other and of our other devices raise watermarks, which never fall', async () => {
    link.comesUp();
    incoming(1);
    incoming(2, me);
    await eventually(async () => expect((await row())?.upTo).toBe(2));
    link.says({ type: 'msg:read', conversation: dm, by: peer, upTo: 2, at: 1 });
    link.says({ type: 'msg:delivered', conversation: dm, by: peer, upTo: 1, at: 1 });
    link.says({ type: 'msg:read', conversation: dm, by: me, upTo: 1, at: 1 });
    await eventually(async () => expect(await row()).toMatchObject({ peerReadUpTo: 2, peerDeliveredUpTo: 2, readUpTo: 1, unread: 0 }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent('msg:read')).toEqual([]);
  });
});

describe('typing', () => {
  test('is said at most every 3 s, and taken back once', () => {
    link.comesUp();
    for (let key = 0; key < 10; key++) chat.typing.tell(peer, true);
    chat.typing.tell(peer, false);
    chat.typing.tell(peer, false);
    expect(sent('msg:typing')).toEqual([
      { type: 'msg:typing', to: peer, on: true },
      { type: 'msg:typing', to: peer, on: false },
    ]);
  });

  test('of the other ends with their message, or by itself', async () => {
    const typing = () => [...chat.typing.getSnapshot()];
    link.says({ type: 'msg:typing', conversation: dm, by: peer, on: true });
    expect(typing()).toEqual([peer]);
    incoming(1);
    expect(typing()).toEqual([]);
    link.says({ type: 'msg:typing', conversation: dm, by: peer, on: true });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(typing()).toEqual([]);
  });
});

describe('news', () => {
  test('is what somebody else writes now, once; not what is read later, what is ours, or what is hidden', async () => {
    server = [message(1), message(2)];
    const news: number[] = [];
    chat.onNews(({ seq }) => news.push(seq));
    link.comesUp();
    await eventually(async () => expect(await stored()).toEqual([1, 2]));
    incoming(3);
    incoming(3);
    incoming(4, me);
    link.says({ type: 'msg:incoming', ...message(5, peer, { kind: 'hidden' }) });
    link.says({ type: 'msg:incoming', ...message(6, peer, { kind: 'reaction' }) });
    incoming(7);
    await eventually(async () => expect((await row())?.upTo).toBe(7));
    expect(news).toEqual([3, 7]);
  });
});

describe('what somebody blocked has written', () => {
  const hidden = (seq: number) => ({ ...message(seq, peer, { kind: 'hidden' }), at: 9_000_000_000_000 + seq });
  const listed = () => chat.conversations.getSnapshot()?.map(({ last, unread, lastAt }) => ({ last: last?.seq, unread, lastAt }));
  const shown = () => chat.with(peer).getSnapshot()?.messages.map(({ seq }) => seq);

  test('is not shown, not counted, and moves no conversation up', async () => {
    server = [message(1)];
    link.comesUp();
    chat.with(peer).subscribe(() => undefined);
    await eventually(() => expect(listed()).toMatchObject([{ last: 1, unread: 1 }]));
    const before = listed();
    link.says({ type: 'msg:incoming', ...hidden(2) });
    link.says({ type: 'msg:incoming', ...hidden(3) });
    await eventually(async () => expect((await row())?.upTo).toBe(3));
    expect(listed()).toEqual(before);
    expect(shown()).toEqual([1]);
    expect((await row())?.unread).toBe(1);
  });

  test('makes no conversation where there is nothing else, live or read later', async () => {
    server = [hidden(1)];
    link.comesUp();
    await eventually(async () => expect((await row())?.upTo).toBe(1));
    link.says({ type: 'msg:incoming', ...hidden(2) });
    await eventually(async () => expect((await row())?.upTo).toBe(2));
    await eventually(() => expect(listed()).toEqual([]));
    incoming(3);
    await eventually(() => expect(listed()).toMatchObject([{ last: 3, unread: 1 }]));
  });
});

describe('reading', () => {
  test('counts as read up to where it was seen', async () => {
    link.comesUp();
    for (let seq = 1; seq <= 5; seq++) incoming(seq);
    await eventually(async () => expect((await row())?.upTo).toBe(5));
    await chat.with(peer).markRead(3);
    expect(await row()).toMatchObject({ readUpTo: 3, unread: 2 });
    await chat.with(peer).markRead();
    expect(await row()).toMatchObject({ readUpTo: 5, unread: 0 });
  });

  test('opens with everything that was not read, and a little before it', async () => {
    for (let seq = 1; seq <= 400; seq++) server.push(message(seq, seq % 4 === 0 ? peer : me));
    link.comesUp();
    await eventually(async () => expect((await row())?.upTo).toBe(400));
    const conversation = chat.with(peer);
    conversation.subscribe(() => undefined);
    for (let page = 1; page <= 3; page++) {
      await eventually(() => expect(conversation.getSnapshot()?.messages.length).toBe(page * 100));
      await conversation.showEarlier();
    }
    await conversation.markRead(100);
    const again = new Chat(link, db);
    again.with(peer).subscribe(() => undefined);
    await eventually(() => expect(again.with(peer).getSnapshot()?.messages[0]?.seq).toBe(51));
    again.dispose();
  });
});

test('what failed shows in the list before what was written since', async () => {
  const refuse = new WireError('forbidden', '', false);
  link.answer = (frame) => (frame.type === 'msg:send' ? (frame.body === 'bad' ? refuse : undefined) : { type: 'ok' });
  link.comesUp();
  for (const body of ['bad', 'good']) await chat.with(peer).sendText(body);
  await eventually(() => expect(chat.conversations.getSnapshot()?.[0]?.waiting).toMatchObject({ failed: 'forbidden' }));
});
