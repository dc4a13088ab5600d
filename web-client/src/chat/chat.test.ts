import { afterEach, describe, expect, test, vi } from 'vitest';
import { Listeners } from '../app/listeners';
import { type StoredMessage, WireError } from '../protocol';
import { preferences } from '../settings/preferences';
import { Chat } from './index';
import { acknowledge, bodies, change, chat, db, dm, eachFromTheBeginning, eventually, incoming, link, me, message, peer, reload, row, sent, serve, server, serverHas, stored } from '../testing/fakeChat';
import { RECEIPTS } from '../testing/telling';

eachFromTheBeginning();

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
    serverHas([message(1), message(2), message(3, me)]);
    link.comesUp();
    await eventually(async () => expect(await stored()).toEqual([1, 2, 3]));
    expect(await row()).toMatchObject({ upTo: 3, lastSeq: 3, unread: 2, last: { seq: 3 } });
  });

  test('a hole in the sequence is read, and nothing counts as here before', async () => {
    link.comesUp();
    await eventually(() => expect(link.fetched).toHaveLength(1));
    incoming(1);
    await eventually(async () => expect((await row())?.upTo).toBe(1));
    serverHas([1, 2, 3, 4].map((seq) => message(seq)));
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
    serverHas([message(1)]);
    link.says({ type: 'resync' });
    await eventually(async () => expect(await stored()).toEqual([1]));
  });

  test('reads page after page', async () => {
    link.comesUp();
    incoming(1);
    await eventually(async () => expect((await row())?.upTo).toBe(1));
    serverHas(Array.from({ length: 450 }, (_, at) => message(at + 1)));
    link.says({ type: 'resync' });
    await eventually(async () => expect((await row())?.upTo).toBe(450));
    expect(link.fetched.filter(({ path }) => path.includes('after='))).toHaveLength(3);
  });

  test('a new device begins with the newest page and reads older ones on demand', async () => {
    serverHas(Array.from({ length: 450 }, (_, at) => message(at + 1)));
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
    serverHas([message(1)]);
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
    serverHas([message(1), message(2)]);
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

  test('of what was read wait until it is known how; then one’s own devices alone are told, where the person wants it so', async () => {
    chat.dispose();
    let giving: boolean | undefined;
    const learned = new Listeners();
    const quiet = new Chat(link, db, { getSnapshot: () => giving, subscribe: learned.add });
    link.comesUp();
    incoming(1);
    await eventually(() => expect(sent('msg:delivered')).toHaveLength(1));
    await quiet.with(peer).markRead();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent('msg:read')).toEqual([]);
    giving = false;
    learned.tell();
    await eventually(() => expect(sent('msg:read')).toEqual([{ type: 'msg:read', conversation: dm, to: peer, upTo: 1, quiet: true }]));
    expect((await row())?.unread).toBe(0);
    giving = true;
    await vi.advanceTimersByTimeAsync(2_000);
    incoming(2);
    await eventually(async () => expect((await row())?.upTo).toBe(2));
    await quiet.with(peer).markRead();
    await eventually(() => expect(sent('msg:read').at(-1)).toEqual({ type: 'msg:read', conversation: dm, to: peer, upTo: 2 }));
    quiet.dispose();
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

describe('whoever does not show that they type', () => {
  afterEach(() => preferences.set('showTyping', true));

  test('neither tells of it nor sees it, and takes back what they told', () => {
    link.comesUp();
    const typing = () => [...chat.typing.getSnapshot()];
    link.says({ type: 'msg:typing', conversation: dm, by: peer, on: true });
    chat.typing.tell(peer, true);
    preferences.set('showTyping', false);
    expect(typing()).toEqual([]);
    chat.typing.tell(peer, true);
    link.says({ type: 'msg:typing', conversation: dm, by: peer, on: true });
    expect(typing()).toEqual([]);
    expect(sent('msg:typing').map((frame) => frame.type === 'msg:typing' && frame.on)).toEqual([true, false]);
  });
});

describe('news', () => {
  test('is what somebody else writes now, once; not what is read later, what is ours, or what is hidden', async () => {
    serverHas([message(1), message(2)]);
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

  test('is a reaction to something of ours, once; not one to something of theirs, nor an edit, nor an unsend', async () => {
    const news: number[] = [];
    chat.onNews(({ seq }) => news.push(seq));
    link.comesUp();
    incoming(1);
    incoming(2, me);
    change(3, 'reaction', 'm1', { body: '👍' });
    change(4, 'reaction', 'm2', { body: '👍' });
    change(4, 'reaction', 'm2', { body: '👍' });
    change(5, 'edit', 'm1', { body: 'Other words' });
    change(6, 'unsend', 'm1');
    change(7, 'reaction', 'm2');
    await eventually(async () => expect((await row())?.upTo).toBe(7));
    expect(news).toEqual([1, 4]);
  });
});

describe('what somebody blocked has written', () => {
  const hidden = (seq: number) => ({ ...message(seq, peer, { kind: 'hidden' }), at: 9_000_000_000_000 + seq });
  const listed = () => chat.conversations.getSnapshot()?.map(({ last, unread, lastAt }) => ({ last: last?.seq, unread, lastAt }));
  const shown = () => chat.with(peer).getSnapshot()?.messages.map(({ seq }) => seq);

  test('is not shown, not counted, and moves no conversation up', async () => {
    serverHas([message(1)]);
    link.comesUp();
    chat.with(peer).subscribe(() => undefined);
    await eventually(() => expect(listed()).toMatchObject([{ last: 1, unread: 1 }]));
    await eventually(() => expect(shown()).toEqual([1]));
    const before = listed();
    link.says({ type: 'msg:incoming', ...hidden(2) });
    link.says({ type: 'msg:incoming', ...hidden(3) });
    await eventually(async () => expect((await row())?.upTo).toBe(3));
    expect(listed()).toEqual(before);
    expect(shown()).toEqual([1]);
    expect((await row())?.unread).toBe(1);
  });

  test('makes no conversation where there is nothing else, live or read later', async () => {
    serverHas([hidden(1)]);
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
    const again = new Chat(link, db, RECEIPTS);
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
