import { describe, expect, test, vi } from 'vitest';
import Dexie from 'dexie';
import { type StoredMessage, WireError } from '../protocol';
import { ChatDb, type ConversationRow } from './db';
import { acknowledge, bodies, change, changeOf, chat, db, dm, eachFromTheBeginning, eventually, incoming, link, me, message, peer, reload, row, sent, server, serve, serverHas } from '../testing/fakeChat';

eachFromTheBeginning();

describe('changes', () => {
  /** Each message as it is shown: its words, or that there are none. */
  const shown = () => chat.with(peer).getSnapshot()?.messages.map(({ body }) => body ?? null);
  const look = () => chat.with(peer).subscribe(() => undefined);
  const everything = async () => JSON.stringify([await db.messages.toArray(), await db.changes.toArray(), await db.conversations.toArray(), await db.outbox.toArray()]);

  test('an edit, a reaction and an unsend are no messages of their own: nothing unread, no other place in the list', async () => {
    link.comesUp();
    look();
    incoming(1);
    incoming(2);
    await eventually(async () => expect(await row()).toMatchObject({ upTo: 2, unread: 2 }));
    const before = await row();
    change(3, 'edit', 'm2', { body: 'Other words', at: 9_000 });
    change(4, 'reaction', 'm2', { body: '👍', at: 9_001 });
    change(5, 'unsend', 'm1', { at: 9_002 });
    await eventually(async () => expect((await row())?.upTo).toBe(5));
    expect(await row()).toMatchObject({ unread: 1, lastAt: before?.lastAt, last: { seq: 2, body: 'Other words', editedAt: 9_000 } });
    await eventually(() => expect(shown()).toEqual([null, 'Other words']));
    expect(chat.with(peer).getSnapshot()?.messages[1]).toMatchObject({ reactions: [{ from: peer, emoji: '👍' }] });
  });

  test('words that were taken back are nowhere on this device any more', async () => {
    link.comesUp();
    incoming(1);
    change(2, 'edit', 'm1', { body: 'A secret' });
    await eventually(async () => expect(await everything()).toContain('A secret'));
    change(3, 'unsend', 'm1');
    await eventually(async () => expect((await row())?.upTo).toBe(3));
    expect(await everything()).not.toContain('A secret');
    expect(await everything()).not.toContain('text 1');
    expect((await row())?.last).toMatchObject({ seq: 1 });
    // The live path may be slower than the page that was read.
    incoming(1);
    change(2, 'edit', 'm1', { body: 'A secret' });
    incoming(4);
    await eventually(async () => expect((await row())?.upTo).toBe(4));
    expect(await everything()).not.toContain('A secret');
    expect(await everything()).not.toContain('text 1');
  });

  test('a message that comes without words was taken back, also when it comes once more with them', async () => {
    link.comesUp();
    look();
    link.says({ type: 'msg:incoming', ...message(1, peer, { body: undefined }) });
    incoming(1);
    await eventually(() => expect(shown()).toEqual([null]));
    expect(await row()).toMatchObject({ upTo: 1, unread: 0 });
  });

  test('whatever the order in which everything arrives, it comes to the same', async () => {
    const all = [
      message(1), message(2, me), changeOf(3, 'edit', 'm1', { body: 'One' }), changeOf(4, 'edit', 'm1', { body: 'Two' }),
      changeOf(5, 'reaction', 'm2', { body: '👍' }), changeOf(6, 'reaction', 'm2', { body: '🎉' }), changeOf(7, 'reaction', 'm1', { body: '❤️' }, me),
    ];
    link.comesUp();
    look();
    const results: unknown[] = [];
    for (const order of [all, [...all].reverse(), [...all.slice(3), ...all.slice(0, 3)]]) {
      await db.transaction('rw', db.messages, db.changes, db.conversations, () => Promise.all([db.messages.clear(), db.changes.clear(), db.conversations.clear()]));
      for (const each of order) link.says({ type: 'msg:incoming', ...each });
      await eventually(async () => expect((await row())?.upTo).toBe(7));
      results.push(await db.messages.toArray());
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    expect((results[0] as StoredMessage[]).slice(0, 2)).toMatchObject([{ body: 'Two', reactions: [{ from: me, emoji: '❤️' }] }, { reactions: [{ from: peer, emoji: '🎉' }] }]);
  });

  test('a change whose message is not here counts when the message comes, with an older page', async () => {
    serverHas(Array.from({ length: 300 }, (_, at) => message(at + 1)));
    server.push(changeOf(301, 'edit', 'm5', { body: 'Far up' }), changeOf(302, 'reaction', 'm6', { body: '👍' }));
    link.comesUp();
    look();
    await eventually(async () => expect(await row()).toMatchObject({ from: 103, upTo: 302, last: { seq: 300 } }));
    for (const count of [100, 200, 300]) {
      await eventually(() => expect(shown()).toHaveLength(count));
      if (count < 300) await chat.with(peer).showEarlier();
    }
    await eventually(() => expect(shown()?.slice(4, 6)).toEqual(['Far up', 'text 6']));
    expect(chat.with(peer).getSnapshot()?.messages[5]).toMatchObject({ reactions: [{ from: peer, emoji: '👍' }] });
  });

  test('a page says what was done to it later', async () => {
    link.comesUp();
    look();
    link.serve = (path) =>
      path.includes('/messages')
        ? { messages: [message(1), message(2)], changes: [changeOf(900, 'edit', 'm1', { body: 'Later' }), changeOf(901, 'unsend', 'm2')], more: false }
        : serve(new URL(path, 'https://x'));
    serverHas([message(1), message(2)]);
    link.says({ type: 'resync' });
    await eventually(() => expect(shown()).toEqual(['Later', null]));
    expect(await row()).toMatchObject({ upTo: 2, lastSeq: 2 });
  });

  test('a page of nothing but changes does not end the way up', async () => {
    serverHas(Array.from({ length: 50 }, (_, at) => message(at + 1)));
    for (let seq = 51; seq <= 500; seq++) server.push(changeOf(seq, 'reaction', 'm1', { body: seq % 2 === 0 ? '👍' : '🎉' }));
    for (let seq = 501; seq <= 510; seq++) server.push(message(seq));
    link.comesUp();
    look();
    await eventually(() => expect(shown()).toHaveLength(10));
    await chat.with(peer).showEarlier();
    await eventually(() => expect(shown()).toHaveLength(60));
  });

  test('the list tells of a reaction to something of ours for as long as it stands', async () => {
    link.comesUp();
    incoming(1);
    incoming(2, me);
    change(3, 'reaction', 'm2', { body: '👍' });
    await eventually(async () => expect((await row())?.reaction).toEqual({ seq: 3, target: 'm2', emoji: '👍' }));
    change(4, 'reaction', 'm2');
    await eventually(async () => expect((await row())?.upTo).toBe(4));
    expect((await row())?.reaction).toBeUndefined();
  });

  test('an answer has with it what it answers, as it stands now', async () => {
    link.comesUp();
    look();
    incoming(1);
    link.says({ type: 'msg:incoming', ...message(2, me, { replyTo: 'm1' }) });
    const quoted = () => chat.with(peer).getSnapshot()?.quoted.get('m1');
    await eventually(() => expect(quoted()).toMatchObject({ body: 'text 1' }));
    change(3, 'unsend', 'm1');
    await eventually(() => expect(quoted()?.body).toBeUndefined());
    expect(quoted()).toMatchObject({ seq: 1 });
  });

  test('a message further up is read from the server, as many pages as it takes', async () => {
    serverHas(Array.from({ length: 1_000 }, (_, at) => message(at + 1)));
    link.comesUp();
    look();
    await eventually(async () => expect((await row())?.upTo).toBe(1_000));
    expect(await chat.with(peer).reach('m250')).toBe(true);
    await eventually(() => expect(chat.with(peer).getSnapshot()?.messages[0]?.seq).toBeLessThanOrEqual(250));
    expect(await chat.with(peer).reach('nowhere')).toBe(false);
    expect((await row())?.from).toBe(1);
  });
});

describe('changing and taking back', () => {
  const look = () => chat.with(peer).subscribe(() => undefined);
  const state = () => chat.with(peer).getSnapshot();
  const bodiesSent = () => link.sent.flatMap((frame) => ('clientId' in frame ? [`${frame.type} ${'body' in frame ? frame.body : 'emoji' in frame ? frame.emoji : ''}`.trim()] : []));

  /** One of ours that the server has. */
  async function sentOne(): Promise<string> {
    link.answer = acknowledge;
    link.comesUp();
    look();
    await chat.with(peer).sendText('First');
    await eventually(() => expect(state()?.messages).toHaveLength(1));
    return state()!.messages[0]!.clientId;
  }

  test('shows at once, and waits in order with what is written', async () => {
    const clientId = await sentOne();
    link.goesDown();
    await chat.with(peer).edit(clientId, 'Second');
    await chat.with(peer).sendText('Next');
    await chat.with(peer).react('m1', '👍');
    await eventually(() => expect(state()).toMatchObject({ messages: [{ body: 'Second', waits: true, reactions: [{ from: me, emoji: '👍' }] }], waiting: [{ frame: { body: 'Next' } }] }));
    expect(chat.conversations.getSnapshot()?.[0]).toMatchObject({ waiting: { frame: { body: 'Next' } } });
    reload();
    look();
    await eventually(() => expect(state()?.messages).toMatchObject([{ body: 'Second', waits: true }]));
    link.answer = acknowledge;
    link.comesUp();
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
    expect(bodiesSent()).toEqual(['msg:edit Second', 'msg:send Next', 'msg:react 👍']);
    await eventually(() => expect(state()?.messages).toMatchObject([{ body: 'Second', reactions: [{ from: me, emoji: '👍' }] }, { body: 'Next' }]));
    await eventually(() => expect(state()?.messages[0]?.waits).toBeFalsy());
    expect(await row()).toMatchObject({ upTo: 4, last: { body: 'Next' } });
  });

  test('one that was never sent is another one, or none; the server hears nothing of it', async () => {
    for (const body of ['one', 'two', 'three']) await chat.with(peer).sendText(body);
    const [one, two] = await db.outbox.orderBy('place').toArray();
    await chat.with(peer).edit(one!.clientId, 'ONE');
    await chat.with(peer).unsend(two!.clientId);
    link.answer = acknowledge;
    link.comesUp();
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
    expect(bodiesSent()).toEqual(['msg:send ONE', 'msg:send three']);
  });

  test('one that is under way is changed once it has arrived', async () => {
    link.answer = () => undefined;
    link.comesUp();
    look();
    await chat.with(peer).sendText('First');
    await eventually(() => expect(bodies()).toEqual(['First']));
    const [row] = await db.outbox.toArray();
    await chat.with(peer).edit(row!.clientId, 'Second');
    await eventually(() => expect(state()?.waiting).toMatchObject([{ frame: { body: 'Second' } }]));
    link.answer = acknowledge;
    link.says(acknowledge(link.sent.find((frame) => frame.type === 'msg:send')!));
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
    expect(bodiesSent()).toEqual(['msg:send First', 'msg:edit Second']);
    expect(sent('msg:edit')[0]).toMatchObject({ target: 'm1' });
    await eventually(() => expect(state()?.messages).toMatchObject([{ body: 'Second', editedAt: 1_002 }]));
  });

  test('one that is refused while it was changed keeps the new words', async () => {
    link.answer = () => undefined;
    link.comesUp();
    look();
    await chat.with(peer).sendText('First');
    await eventually(() => expect(bodies()).toEqual(['First']));
    const [row] = await db.outbox.toArray();
    await chat.with(peer).edit(row!.clientId, 'Second');
    link.answer = () => new WireError('forbidden', '', false);
    await vi.advanceTimersByTimeAsync(5_000);
    await eventually(async () => expect(await db.outbox.toArray()).toMatchObject([{ failed: 'forbidden', frame: { type: 'msg:send', body: 'Second' } }]));
  });

  test('a refused one can be given other words and goes out with them', async () => {
    link.answer = (frame) => (frame.type === 'msg:send' && frame.body === 'bad' ? new WireError('message_too_large', '', false) : acknowledge(frame));
    link.comesUp();
    await chat.with(peer).sendText('bad');
    await eventually(async () => expect((await db.outbox.toArray())[0]).toMatchObject({ failed: 'message_too_large' }));
    await chat.with(peer).edit((await db.outbox.toArray())[0]!.clientId, 'good');
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
    expect(server).toMatchObject([{ body: 'good' }]);
  });

  test('a refused change leaves the message as it was, keeps what was typed, and can be dropped', async () => {
    const clientId = await sentOne();
    link.answer = () => new WireError('edit_window_over', '', false);
    await chat.with(peer).edit(clientId, 'Too late');
    await eventually(() => expect(state()).toMatchObject({ messages: [{ body: 'First' }], waiting: [{ failed: 'edit_window_over', frame: { body: 'Too late', target: 'm1' } }] }));
    expect(state()?.quoted.get('m1')).toMatchObject({ body: 'First' });
    expect(chat.conversations.getSnapshot()?.[0]).toMatchObject({ waiting: { failed: 'edit_window_over' } });
    await chat.with(peer).drop(state()!.waiting[0]!.clientId);
    await eventually(() => expect(state()?.waiting).toEqual([]));
  });

  test('of changes that wait the last of a kind goes out, and nothing for what is as it was', async () => {
    const clientId = await sentOne();
    link.goesDown();
    const conversation = chat.with(peer);
    for (const emoji of ['👍', '🎉', undefined]) await conversation.react('m1', emoji);
    for (const body of ['Second', 'Third']) await conversation.edit(clientId, body);
    await eventually(async () => expect((await db.outbox.toArray()).map(({ frame }) => frame.type)).toEqual(['msg:edit']));
    await conversation.unsend(clientId);
    expect(JSON.stringify(await db.outbox.toArray())).not.toContain('Third');
    link.answer = acknowledge;
    link.comesUp();
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
    expect(bodiesSent()).toEqual(['msg:send First', 'msg:unsend']);
    await eventually(() => expect(state()?.messages[0]?.body).toBeUndefined());
  });

  test('a reaction that may have arrived is taken back by another frame', async () => {
    await sentOne();
    link.answer = () => undefined;
    await chat.with(peer).react('m1', '👍');
    await eventually(() => expect(sent('msg:react')).toHaveLength(1));
    link.goesDown();
    await chat.with(peer).react('m1', undefined);
    link.answer = acknowledge;
    link.comesUp();
    await eventually(async () => expect(await db.outbox.count()).toBe(0));
    expect(server.filter(({ kind }) => kind === 'reaction').map(({ body }) => body)).toEqual(['👍', undefined]);
    await eventually(() => expect(state()?.messages[0]?.reactions).toBeUndefined());
  });
});

test('a copy of the first version is read on without loss', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const old = new Dexie(`callvault-chat-${name}`);
  old.version(1).stores({ messages: '[conversation+seq]', conversations: 'conversation, lastAt', outbox: '++place, &clientId, conversation', contacts: 'address' });
  await old.open();
  const kept = [message(1), message(2, me), changeOf(3, 'edit', 'm2', { body: 'Other words' }, me), changeOf(4, 'reaction', 'm1', { body: '👍' }), changeOf(5, 'unsend', 'm1')];
  await old.table('messages').bulkPut(kept);
  const known: Partial<ConversationRow> = { conversation: dm, peer, from: 1, upTo: 5, lastSeq: 5, lastAt: 1_002, last: message(2, me), unread: 0 };
  await old.table('conversations').put(known);
  await old.table('outbox').add({ clientId: 'w', conversation: dm, at: 1, frame: { type: 'msg:send', to: peer, clientId: 'w', kind: 'text', body: 'Waiting' } });
  await old.table('contacts').put({ address: peer, name: 'Ben' });
  old.close();

  const now = new ChatDb(name);
  await now.open();
  expect(await now.messages.toArray()).toMatchObject([{ seq: 1 }, { seq: 2, body: 'Other words', editedAt: 1_003 }, { seq: 3 }, { seq: 4 }, { seq: 5 }]);
  expect(JSON.stringify(await now.messages.toArray())).not.toContain('text 1');
  expect(await now.conversations.get(dm)).toMatchObject({ ...known, last: { seq: 2, body: 'Other words' } });
  expect(await now.outbox.toArray()).toMatchObject([{ tried: true, frame: { body: 'Waiting' } }]);
  expect(await now.contacts.count()).toBe(1);
  now.close();
});
