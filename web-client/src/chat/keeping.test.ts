import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type StoredMessage, WireError } from '../protocol';
import { conversationOf } from '../protocol/address';
import { FakeLink } from '../testing/fakeLink';
import { vectors } from '../testing/vectors';
import { ChatDb } from './db';
import { Chat } from './index';
import { quietUntil } from './muted';
import { RECEIPTS } from '../testing/telling';

const me = vectors.a.address;
const peer = vectors.b.address;
const dm = await conversationOf(me, peer);

let db: ChatDb;
let link: FakeLink;
let chat: Chat;
let server: { messages: StoredMessage[]; mutedUntil: number | undefined; archived: boolean; clearedUpTo: number };
/** What changes at the server is refused with this. */
let refusal: WireError | undefined;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  db = new ChatDb(`keeping-${crypto.randomUUID()}`);
  await db.open();
  server = { messages: [1, 2, 3].map((seq) => message(seq)), mutedUntil: undefined, archived: false, clearedUpTo: 0 };
  refusal = undefined;
  start();
});

afterEach(() => {
  chat.dispose();
  vi.useRealTimers();
});

function start(): void {
  link = new FakeLink(me);
  link.serve = serve;
  chat = new Chat(link, db, RECEIPTS);
  chat.conversations.subscribe(() => undefined);
}

function serve(path: string, init: RequestInit = {}): object {
  const url = new URL(path, 'https://x');
  const here = server.messages.filter(({ seq }) => seq > server.clearedUpTo);
  const lastSeq = server.messages.at(-1)?.seq ?? 0;
  if (url.pathname === '/api/conversations') {
    const { mutedUntil, archived, clearedUpTo } = server;
    return { conversations: [{ conversation: dm, peer, lastSeq, unread: 0, mutedUntil, archived, clearedUpTo, last: here.at(-1) }] };
  }
  if (init.method !== undefined && refusal) return refusal;
  if (init.method === 'PUT') {
    const { mutedUntil, archived } = JSON.parse(init.body as string) as { mutedUntil: number | null; archived: boolean };
    Object.assign(server, { mutedUntil: mutedUntil ?? undefined, archived });
    return {};
  }
  if (init.method === 'DELETE') {
    server.clearedUpTo = lastSeq;
    return {};
  }
  const [after, before] = [url.searchParams.get('after'), url.searchParams.get('before')];
  return { messages: here.filter(({ seq }) => (after === null ? seq < Number(before) : seq > Number(after))), more: false };
}

const message = (seq: number, more: Partial<StoredMessage> = {}): StoredMessage => ({
  message: `m${seq}`, conversation: dm, seq, from: peer, to: me, clientId: `c${seq}`, kind: 'text', body: `text ${seq}`, attachments: [], at: 1_000 + seq, ...more,
});

function arrives(seq: number, more: Partial<StoredMessage> = {}): void {
  server.messages.push(message(seq, more));
  link.says({ type: 'msg:incoming', ...message(seq, more) });
}

const row = () => db.conversations.get(dm);
const listed = () => chat.conversations.getSnapshot()?.map((each) => each.peer);
const stored = async () => (await db.messages.toArray()).map(({ seq }) => seq);
const said = (method: string) => link.fetched.filter(({ init }) => init?.method === method);
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 1 });

async function here(): Promise<void> {
  link.comesUp();
  await eventually(async () => expect((await row())?.upTo).toBe(3));
}

describe('muting and archiving', () => {
  test('counts at once and is said to the server', async () => {
    await here();
    await chat.keep(peer, { archived: true, mutedUntil: 9_000_000_000_000 });
    expect(await row()).toMatchObject({ archived: true, mutedUntil: 9_000_000_000_000 });
    await eventually(() => expect(server).toMatchObject({ archived: true, mutedUntil: 9_000_000_000_000 }));
    await eventually(async () => expect((await row())?.unsaid).toBeUndefined());
  });

  test('offline it waits, also through a reload, and heads do not undo it', async () => {
    await here();
    link.goesDown();
    await chat.keep(peer, { archived: true });
    chat.dispose();
    start();
    refusal = new WireError('unavailable', '', true, 1_000);
    link.comesUp();
    await eventually(() => expect(said('PUT')).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(100);
    expect(await row()).toMatchObject({ archived: true });
    refusal = undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    await eventually(() => expect(server.archived).toBe(true));
  });

  test('what is refused is as the server says', async () => {
    await here();
    refusal = new WireError('forbidden', '', false);
    await chat.keep(peer, { archived: true });
    await eventually(async () => expect((await row())?.archived).toBeUndefined());
    expect((await row())?.unsaid).toBeUndefined();
  });

  test('another device follows by the heads, in both directions', async () => {
    await here();
    Object.assign(server, { archived: true, mutedUntil: 9_000_000_000_000 });
    link.says({ type: 'resync' });
    await eventually(async () => expect(await row()).toMatchObject({ archived: true, mutedUntil: 9_000_000_000_000 }));
    Object.assign(server, { archived: false, mutedUntil: undefined });
    link.says({ type: 'resync' });
    await eventually(async () => expect((await row())?.archived).toBeUndefined());
    expect((await row())?.mutedUntil).toBeUndefined();
  });

  test('something new brings an archived one back, unless it is muted', async () => {
    await here();
    await chat.keep(peer, { archived: true, mutedUntil: quietUntil('hour', Date.now()) });
    arrives(4);
    await eventually(async () => expect((await row())?.upTo).toBe(4));
    expect((await row())?.archived).toBe(true);
    await chat.keep(peer, { archived: true, mutedUntil: undefined });
    arrives(5);
    await eventually(async () => expect((await row())?.upTo).toBe(5));
    expect((await row())?.archived).toBeUndefined();
  });

  test('news of a muted one say so', async () => {
    await here();
    const news: boolean[] = [];
    chat.onNews((_, muted) => news.push(muted));
    arrives(4);
    await eventually(() => expect(news).toEqual([false]));
    await chat.keep(peer, { mutedUntil: quietUntil('always', Date.now()) });
    arrives(5);
    await eventually(() => expect(news).toEqual([false, true]));
  });
});

describe('deleting a conversation for oneself', () => {
  test('takes everything of it, and leaves the list until something new comes', async () => {
    await here();
    link.says({ type: 'msg:incoming', ...message(4, { kind: 'reaction', target: 'm1', body: '👍' }) });
    server.messages.push(message(4, { kind: 'reaction', target: 'm1', body: '👍' }));
    await eventually(async () => expect((await row())?.upTo).toBe(4));
    chat.drafts.set(peer, 'And then');
    await chat.clear(peer);
    expect([await db.messages.count(), await db.changes.count(), await db.outbox.count()]).toEqual([0, 0, 0]);
    expect(chat.drafts.of(peer)).toBe('');
    await eventually(() => expect(listed()).toEqual([]));
    arrives(5);
    await eventually(() => expect(listed()).toEqual([peer]));
    expect(await stored()).toEqual([5]);
    expect(await row()).toMatchObject({ unread: 1, upTo: 5, from: 5 });
  });

  test('without a connection nothing is deleted', async () => {
    await here();
    link.goesDown();
    await expect(chat.clear(peer)).rejects.toMatchObject({ code: 'offline' });
    expect(await stored()).toEqual([1, 2, 3]);
  });

  test('another device follows by the heads, with what it had begun, and keeps what is newer', async () => {
    await here();
    link.goesDown();
    await chat.with(peer).sendText('Waiting');
    chat.drafts.set(peer, 'And then');
    server.clearedUpTo = 3;
    server.messages.push(message(4));
    link.comesUp();
    await eventually(async () => expect(await stored()).toEqual([4]));
    expect(await db.outbox.count()).toBe(0);
    expect(chat.drafts.of(peer)).toBe('');
  });

  test('what is written later is not deleted by the same heads again', async () => {
    await here();
    await chat.clear(peer);
    link.answer = () => undefined;
    await chat.with(peer).sendText('Anew');
    link.says({ type: 'resync' });
    await vi.advanceTimersByTimeAsync(100);
    expect(await db.outbox.count()).toBe(1);
    expect(listed()).toEqual([peer]);
  });

  test('a page that was on its way when it was deleted is not kept, and nothing older is asked for', async () => {
    await here();
    await chat.clear(peer);
    link.says({ type: 'msg:incoming', ...message(2) });
    arrives(4);
    await eventually(async () => expect(await stored()).toEqual([4]));
    const asked = link.fetched.length;
    expect(await chat.with(peer).reach('m1')).toBe(false);
    expect(link.fetched.slice(asked).filter(({ path }) => path.includes('before='))).toEqual([]);
  });
});
