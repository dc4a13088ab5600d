// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useRoute } from '../../app/router';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { ContactBook } from '../../people/contactBook';
import { WireError } from '../../protocol';
import { conversationOf } from '../../protocol/address';
import { FakeLink } from '../../testing/fakeLink';
import { layOut } from '../../testing/layout';
import { vectors } from '../../testing/vectors';
import { words } from '../../words';
import { Chat } from '..';
import { ChatDb } from '../db';
import { ArchivedList } from './ArchivedList';
import { ChatList } from './ChatList';
import { NO_SIGHTS, POLICIES, RECEIPTS } from '../../testing/telling';

const me = vectors.a.address;
const peer = vectors.b.address;
const dm = await conversationOf(me, peer);
const { conversation: said, chats } = words;

let link: FakeLink;
let chat: Chat;
let contacts: ContactBook;
let undoLayout: () => void;

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  undoLayout = layOut();
  location.hash = '#/chats';
  const db = new ChatDb(`kept-${crypto.randomUUID()}`);
  await db.open();
  link = new FakeLink(me);
  link.serve = (path) => (path.startsWith('/api/contacts') ? { contacts: [{ address: peer, name: 'Ben' }] } : { conversations: [], messages: [], more: false });
  contacts = new ContactBook(link, db, 'Ana', () => Promise.resolve());
  chat = new Chat(link, db, RECEIPTS);
  link.comesUp();
  link.says({ type: 'msg:incoming', message: 'm1', conversation: dm, seq: 1, from: peer, to: me, clientId: 'c1', kind: 'text', body: 'Hello', attachments: [], at: Date.now() });
  render(
    <SessionContext value={{ link, chat, contacts, policies: POLICIES, presence: NO_SIGHTS } as unknown as Session}>
      <main>
        <Page />
      </main>
    </SessionContext>,
  );
});

afterEach(() => {
  cleanup();
  chat.dispose();
  contacts.dispose();
  undoLayout();
  vi.unstubAllGlobals();
});

function Page() {
  const route = useRoute();
  return route.screen === 'archived' ? <ArchivedList /> : <ChatList route={route} />;
}

const row = () => screen.findByRole('link', { name: /Hello/ });

async function choose(item: string): Promise<void> {
  fireEvent.contextMenu(await row());
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

test('mutes, says so in the row, and mutes no more', async () => {
  await choose(said.mute.always);
  await within(await row()).findByText(chats.muted);
  const puts = () => link.fetched.flatMap(({ init }) => (init?.method === 'PUT' ? init.body : []));
  // The row shows it before the server hears of it.
  await waitFor(() => expect(puts()).toEqual([JSON.stringify({ mutedUntil: Number.MAX_SAFE_INTEGER, archived: false })]));
  await choose(said.unmute);
  await waitFor(async () => expect(within(await row()).queryByText(chats.muted)).toBeNull());
});

test('what is archived stands behind a line of its own, and comes out of there', async () => {
  await choose(said.archive);
  const away = await screen.findByRole('link', { name: /Archived.*1 conversation/ });
  expect(screen.queryByRole('link', { name: /Hello/ })).toBeNull();
  location.hash = away.getAttribute('href') ?? '';
  await choose(said.unarchive);
  await screen.findByText(chats.noArchived);
});

test('deleting asks first and says whose it is; where it fails, it says so and nothing is gone', async () => {
  await choose(said.clear);
  const dialog = within(await screen.findByRole('dialog'));
  dialog.getByText(/keeps theirs/);
  expect(link.fetched.some(({ init }) => init?.method === 'DELETE')).toBe(false);
  const { serve } = link;
  link.serve = (path, init) => (init?.method === 'DELETE' ? new WireError('unavailable', '', true) : serve(path, init));
  await userEvent.click(dialog.getByRole('button', { name: said.clear }));
  await userEvent.click(within(await screen.findByRole('dialog', { name: said.notCleared })).getByRole('button', { name: words.close }));
  link.serve = serve;
  await choose(said.clear);
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: said.clear }));
  await screen.findByText(chats.emptyTitle);
});
