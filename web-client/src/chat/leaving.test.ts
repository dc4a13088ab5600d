import { expect, test, vi } from 'vitest';
import type { StoredMessage } from '../protocol';
import { chat, db, dm, eachFromTheBeginning, link, me, peer, serverHas } from '../testing/fakeChat';

eachFromTheBeginning();

const message = (seq: number, from: string, more: Partial<StoredMessage> = {}): StoredMessage => ({
  message: `m${seq}`, conversation: dm, seq, from, to: from === me ? peer : me, clientId: `c${seq}`, kind: 'text', body: `no. ${seq}`, attachments: [], at: seq, ...more,
});
const incoming = (each: StoredMessage) => link.says({ type: 'msg:incoming', ...each });
const stored = (seq: number) => db.messages.get([dm, seq]);
const row = () => db.conversations.get(dm);

const TALK = [
  message(1, peer),
  message(2, me),
  message(3, peer, { kind: 'edit', target: 'm1', body: 'better' }),
  message(4, peer, { kind: 'reaction', target: 'm2', body: '👍' }),
  message(5, me, { kind: 'reaction', target: 'm1', body: '🎉' }),
];
const LEFT = message(6, peer, { kind: 'left', body: undefined });

test('when the other leaves their words go, one’s own stay, and it is no news', async () => {
  const news = vi.fn();
  chat.onNews(news);
  serverHas(TALK);
  link.comesUp();
  await vi.waitFor(async () => expect((await row())?.upTo).toBe(5));
  expect(await stored(1)).toMatchObject({ body: 'better' });
  expect((await row())?.reaction).toBeDefined();

  incoming(LEFT);
  await vi.waitFor(async () => expect(await row()).toMatchObject({ left: true, upTo: 6 }));
  expect(await stored(1)).not.toHaveProperty('body');
  expect(await stored(2)).toMatchObject({ body: 'no. 2' });
  expect(await stored(2)).not.toHaveProperty('reactions');
  expect((await row())?.reaction).toBeUndefined();
  expect((await row())?.last?.kind).toBe('left');
  expect((await row())?.unread).toBe(0);
  expect(news).not.toHaveBeenCalled();

  // It was under way from before.
  incoming(TALK[0]!);
  incoming(message(3, peer, { kind: 'edit', target: 'm1', body: 'better' }));
  incoming(message(2, me));
  link.says({ type: 'msg:read', conversation: dm, by: me, upTo: 6, at: 6 });
  await vi.waitFor(async () => expect((await row())?.readUpTo).toBe(6));
  expect(await stored(1)).not.toHaveProperty('body');
  expect(await stored(2)).toMatchObject({ body: 'no. 2' });
});

test('a head says it too, where the line itself was deleted with the conversation', async () => {
  serverHas(TALK);
  link.comesUp();
  await vi.waitFor(async () => expect((await row())?.upTo).toBe(5));
  link.serve = (path) => {
    const url = new URL(path, 'https://x');
    if (url.pathname !== '/api/conversations') return { messages: [], changes: [], more: false };
    return { conversations: [{ conversation: dm, peer, lastSeq: 6, readUpTo: 6, peerDeliveredUpTo: 0, peerReadUpTo: 0, clearedUpTo: 6, left: true }] };
  };
  link.says({ type: 'resync' });
  await vi.waitFor(async () => expect(await row()).toMatchObject({ left: true, clearedUpTo: 6 }));
  expect(await stored(1)).toBeUndefined();
});
