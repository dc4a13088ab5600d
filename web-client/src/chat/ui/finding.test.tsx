// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { routeOf, useRoute } from '../../app/router';
import { ContactBook } from '../../people/contactBook';
import type { StoredMessage } from '../../protocol';
import { conversationOf } from '../../protocol/address';
import { FakeLink } from '../../testing/fakeLink';
import { layOut } from '../../testing/layout';
import { vectors } from '../../testing/vectors';
import { words } from '../../words';
import { Chat } from '..';
import { ChatDb } from '../db';
import { ChatList } from './ChatList';
import { ConversationSearch } from './ConversationSearch';
import { NO_SIGHTS, POLICIES, RECEIPTS } from '../../testing/telling';

const me = vectors.a.address;
const peer = vectors.b.address;
const dm = await conversationOf(me, peer);

let link: FakeLink;
let chat: Chat;
let contacts: ContactBook;
let undoLayout: () => void;

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  undoLayout = layOut();
  const db = new ChatDb(`finding-${crypto.randomUUID()}`);
  await db.open();
  link = new FakeLink(me);
  link.serve = serve;
  contacts = new ContactBook(link, db, 'Ana', () => Promise.resolve());
  chat = new Chat(link, db, RECEIPTS);
  link.comesUp();
  link.says({ type: 'msg:incoming', ...message(1, 'Good morning') });
});

afterEach(() => {
  cleanup();
  chat.dispose();
  contacts.dispose();
  undoLayout();
  vi.unstubAllGlobals();
});

function serve(path: string): object {
  const url = new URL(path, 'https://x');
  if (url.pathname === '/api/contacts') return { contacts: [{ address: peer, name: 'Ben Okafor' }] };
  if (url.pathname !== '/api/search') return { conversations: [], messages: [], more: false };
  return { found: url.searchParams.get('q') === 'morn' ? [1, 2].map((seq) => ({ conversation: dm, peer, message: message(seq, `Good morning ${seq}`) })) : [] };
}

function message(seq: number, body: string): StoredMessage {
  return { message: `m${seq}`, conversation: dm, seq, from: peer, to: me, clientId: `c${seq}`, kind: 'text', body, attachments: [], at: Date.now() };
}

function Page() {
  const route = useRoute();
  return route.screen === 'search' ? <ConversationSearch {...route} /> : <ChatList route={route} />;
}

function show(hash: string): void {
  location.hash = hash;
  render(
    <SessionContext value={{ link, chat, contacts, policies: POLICIES, presence: NO_SIGHTS } as unknown as Session}>
      <Page />
    </SessionContext>,
  );
}

const field = (name = 'Search') => screen.findByRole('searchbox', { name });
const hit = (seq: number) => screen.findByRole('link', { name: new RegExp(`Good morning ${seq}`) });

test('finds messages, marks the words, and leads to the message', async () => {
  show('#/chats');
  await userEvent.type(await field(), 'morn');
  const first = await hit(1);
  expect(first.querySelector('mark')?.textContent).toBe('morning');
  await screen.findByText(words.search.counted(0, 2, false));
  await waitFor(() => expect(location.hash).toBe('#/chats?q=morn'));
  await userEvent.click(first);
  expect(routeOf(location.hash)).toEqual({ screen: 'chat', peer, at: 'm1', query: 'morn' });
});

test('finds conversations by name at once, and says when there is nothing', async () => {
  show('#/chats');
  await userEvent.type(await field(), 'okaf');
  const row = await screen.findByRole('link', { name: /Ben Okafor/ });
  expect(row.querySelector('mark')?.textContent).toBe('Okafor');
  await screen.findByText(words.search.noMessages);
  await userEvent.type(await field(), 'x');
  await screen.findByText(words.search.none);
});

test('by keyboard: arrows through what was found, Escape begins anew, Enter takes the first', async () => {
  show('#/chats');
  const input = await field();
  await userEvent.type(input, 'morn');
  await hit(2);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(await hit(2));
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(document.activeElement).toBe(input);
  await userEvent.keyboard('{ArrowDown}{Escape}');
  expect(document.activeElement).toBe(input);
  expect(input).toHaveProperty('value', '');
  await userEvent.type(input, 'morn');
  await hit(1);
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(routeOf(location.hash)).toMatchObject({ screen: 'chat', at: 'm1' }));
});

test('the address says what is searched for', async () => {
  show('#/chats?q=morn');
  expect(await field()).toHaveProperty('value', 'morn');
  await hit(1);
  location.hash = '#/chats';
  await waitFor(async () => expect(await field()).toHaveProperty('value', ''));
});

test('within one conversation only its messages are found; Escape leads back to it', async () => {
  show(`#/search/${peer}`);
  const input = await field(words.search.field);
  expect(document.activeElement).toBe(input);
  await userEvent.type(input, 'morn');
  expect((await hit(1)).getAttribute('href')).toBe(`#/chat/${peer}?at=m1`);
  expect(link.fetched.at(-1)?.path).toContain(`conversation=${encodeURIComponent(dm)}`);
  await userEvent.keyboard('{Escape}{Escape}');
  expect(routeOf(location.hash)).toEqual({ screen: 'chat', peer });
});
