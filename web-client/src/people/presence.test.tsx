// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../app/session';
import { SessionContext } from '../app/sessionContext';
import { ConversationHeader } from '../chat/ui/ConversationHeader';
import { type ServerFrame, WireError } from '../protocol';
import { FakeLink } from '../testing/fakeLink';
import { words } from '../words';
import { Presences } from './presence';

const PEER = 'call:ben';
const NOW = new Date(2026, 9, 13, 14, 30);
const typing: ServerFrame = { type: 'msg:typing', conversation: 'dm:x', by: PEER, on: true };

let link: FakeLink;
let presences: Presences;
let answer: object;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  look('visible');
  link = new FakeLink('call:me');
  link.serve = () => answer;
  answer = { address: PEER, online: true };
  presences = new Presences(link);
  link.comesUp();
});

afterEach(() => {
  cleanup();
  presences.dispose();
  vi.useRealTimers();
});

const look = (state: DocumentVisibilityState) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
};
const pass = (ms = 0) => act(() => vi.advanceTimersByTimeAsync(ms));
const listen = () => presences.of(PEER).subscribe(() => undefined);
const sight = () => presences.of(PEER).getSnapshot();

test('is asked for when somebody looks, every 20 s while they do, and when they come back', async () => {
  const leave = listen();
  await pass();
  expect(sight()).toEqual({ online: true });
  expect(link.fetched).toEqual([{ path: '/api/presence/call%3Aben', init: undefined }]);
  await pass(20_000);
  expect(link.fetched).toHaveLength(2);
  look('hidden');
  await pass(60_000);
  expect(link.fetched).toHaveLength(2);
  look('visible');
  await pass();
  expect(link.fetched).toHaveLength(3);
  leave();
  await pass(60_000);
  expect(link.fetched).toHaveLength(3);
  expect(sight()).toBeUndefined();
});

test('nothing is known without a connection, and where the server does not say', async () => {
  listen();
  await pass();
  link.goesDown();
  expect(sight()).toBeUndefined();
  link.comesUp();
  await pass();
  expect(sight()).toEqual({ online: true });
  for (const nothing of [{ address: PEER }, new WireError('unavailable', 'a moment', true)]) {
    answer = nothing;
    await pass(20_000);
    expect(sight()).toBeUndefined();
  }
});

test('who types is online at once, for those who may know it', async () => {
  answer = { address: PEER };
  listen();
  await pass();
  link.says(typing);
  expect(sight()).toBeUndefined();
  answer = { address: PEER, online: false };
  await pass(20_000);
  link.says({ ...typing, by: 'call:cleo' });
  expect(sight()).toEqual({ online: false });
  link.says(typing);
  expect(sight()).toEqual({ online: true });
});

test('the header says it once, and again only when it has changed', async () => {
  const still = { getSnapshot: () => new Set<string>(), subscribe: () => () => undefined };
  const nobody = still.getSnapshot();
  const people = { myName: 'Ana', people: [] };
  const contacts = { ...still, getSnapshot: () => people, nameOf: () => 'Ben' };
  const session = { link, contacts, presence: presences, calls: {}, chat: { typing: { ...still, getSnapshot: () => nobody }, conversations: { ...still, getSnapshot: () => undefined } } };
  render(
    <SessionContext value={session as unknown as Session}>
      <ConversationHeader peer={PEER} name="Ben" left={false} />
    </SessionContext>,
  );
  await pass();
  const said = screen.getAllByRole('status').at(-1);
  expect(said?.textContent).toBe(words.conversation.online);
  const changes = vi.fn();
  new MutationObserver(changes).observe(document.body, { subtree: true, childList: true, characterData: true });
  await pass(60_000);
  expect(changes).not.toHaveBeenCalled();
  answer = { address: PEER, online: false, lastSeen: new Date(2026, 9, 13, 14, 5).getTime() };
  await pass(20_000);
  expect(said?.textContent).toMatch(/^Last seen today at 0?2:05 PM$|^Last seen today at 14:05$/);
  answer = { address: PEER, online: false, lastSeen: new Date(2026, 9, 12, 9, 0).getTime() };
  await pass(20_000);
  expect(said?.textContent).toMatch(/^Last seen yesterday at /);
  answer = { address: PEER, online: false, lastSeen: new Date(2026, 9, 9, 9, 0).getTime() };
  await pass(20_000);
  expect(said?.textContent).toMatch(/^Last seen on Friday at /);
  answer = { address: PEER, online: false };
  await pass(20_000);
  expect(said?.textContent).toBe('');
});
