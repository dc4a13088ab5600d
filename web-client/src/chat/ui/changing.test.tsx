// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { RememberedCalls } from '../../call';
import { ContactBook } from '../../people/contactBook';
import { BlockBook } from '../../policy/blockBook';
import { PolicyBook } from '../../policy/policyBook';
import { DismissedRequests } from '../../policy/requests';
import { type StoredMessage, WireError } from '../../protocol';
import { conversationOf } from '../../protocol/address';
import { FakeLink } from '../../testing/fakeLink';
import { layOut } from '../../testing/layout';
import { vectors } from '../../testing/vectors';
import { words } from '../../words';
import { Chat } from '..';
import { ChatDb, type SequencedFrame } from '../db';
import { ConversationScreen } from './ConversationScreen';
import { NO_SIGHTS, RECEIPTS } from '../../testing/telling';

const me = vectors.a.address;
const peer = vectors.b.address;
const dm = await conversationOf(me, peer);
const { conversation: said } = words;

let link: FakeLink;
let chat: Chat;
let contacts: ContactBook;
let undoLayout: () => void;
let seq: number;

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  undoLayout = layOut();
  localStorage.clear();
  seq = 0;
  const db = new ChatDb(`changing-${crypto.randomUUID()}`);
  await db.open();
  link = new FakeLink(me);
  link.serve = (path) => (path.startsWith('/api/contacts') ? { contacts: [{ address: peer, name: 'Ben' }] } : { conversations: [], messages: [], more: false });
  link.answer = (frame) => ('clientId' in frame ? { type: 'msg:ack', clientId: frame.clientId, message: `m${++seq}`, conversation: dm, seq, at: Date.now() } : { type: 'ok' });
  contacts = new ContactBook(link, db, 'Ana', () => Promise.resolve());
  chat = new Chat(link, db, RECEIPTS);
  link.comesUp();
});

afterEach(() => {
  cleanup();
  chat.dispose();
  contacts.dispose();
  undoLayout();
  vi.unstubAllGlobals();
});

async function show(): Promise<HTMLElement> {
  const session = { link, chat, contacts, presence: NO_SIGHTS, history: new RememberedCalls(link), policies: new PolicyBook(link), blocklist: new BlockBook(link), dismissed: new DismissedRequests(me) } as unknown as Session;
  render(
    <SessionContext value={session}>
      <main>
        <ConversationScreen peer={peer} />
      </main>
    </SessionContext>,
  );
  return screen.findByRole('textbox', { name: 'Message' });
}

function hears(body: string, more: Partial<StoredMessage> = {}): void {
  seq += 1;
  link.says({
    type: 'msg:incoming', message: `m${seq}`, conversation: dm, seq, from: peer, to: me, clientId: `c${seq}`, kind: 'text', body, attachments: [], at: Date.now(), ...more,
  });
}

const log = () => within(screen.getByRole('log'));
const sent = () => link.sent.filter((frame): frame is SequencedFrame => 'clientId' in frame);

/** Chooses from the menu of the message with this text. */
async function choose(text: string, item: string): Promise<void> {
  const message = (await log().findByText(text)).closest('li')!;
  await userEvent.click(within(message).getByRole('button', { name: said.actions }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

test('an answer says over the composer what it answers, and carries it', async () => {
  const field = await show();
  hears('Green or blue?');
  await choose('Green or blue?', said.reply);
  await screen.findByText(said.replyTo('Ben'));
  await waitFor(() => expect(document.activeElement).toBe(field));
  await userEvent.type(field, 'Green{Enter}');
  await waitFor(() => expect(sent()).toMatchObject([{ type: 'msg:send', body: 'Green', replyTo: 'm1' }]));
  expect(screen.queryByText(said.replyTo('Ben'))).toBeNull();
  const answer = (await log().findByText('Green')).closest('li')!;
  within(answer).getByRole('button', { name: said.quote('Ben', 'Green or blue?') });
});

test('an edit begins with the words so far; Escape leaves them, and brings the draft back', async () => {
  const field = await show();
  await userEvent.type(field, 'Frist{Enter}');
  await log().findByRole('img', { name: 'Sent' });
  await userEvent.type(field, 'A draft');
  await choose('Frist', said.edit);
  expect(field).toHaveProperty('value', 'Frist');
  await userEvent.type(field, '{Escape}');
  expect(field).toHaveProperty('value', 'A draft');
  await userEvent.clear(field);
  await userEvent.type(field, '{ArrowUp}');
  expect(field).toHaveProperty('value', 'Frist');
  await userEvent.clear(field);
  await userEvent.type(field, 'First{Enter}');
  await waitFor(() => expect(sent().at(-1)).toMatchObject({ type: 'msg:edit', target: 'm1', body: 'First' }));
  expect(field).toHaveProperty('value', '');
  await log().findByText('First');
  await log().findByText(said.edited);
});

test('a refused edit says why and keeps the words, which can be sent as a message of their own', async () => {
  const field = await show();
  await userEvent.type(field, 'At six{Enter}');
  await log().findByRole('img', { name: 'Sent' });
  const answer = link.answer;
  link.answer = (frame) => (frame.type === 'msg:edit' ? new WireError('edit_window_over', '', false) : answer(frame));
  await choose('At six', said.edit);
  await userEvent.clear(field);
  await userEvent.type(field, 'At seven{Enter}');
  await screen.findByText(said.refused.lateEdit);
  await log().findByText('At seven');
  expect(screen.queryByRole('button', { name: said.tryAgain })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: said.sendAsNew }));
  await waitFor(() => expect(sent().at(-1)).toMatchObject({ type: 'msg:send', body: 'At seven' }));
  await waitFor(() => expect(screen.queryByText(said.refused.lateEdit)).toBeNull());
});

test('taking back asks first, and leaves a line that says so', async () => {
  const field = await show();
  await userEvent.type(field, 'For somebody else{Enter}');
  await log().findByRole('img', { name: 'Sent' });
  await choose('For somebody else', said.unsend);
  const dialog = within(await screen.findByRole('dialog'));
  expect(sent().map(({ type }) => type)).toEqual(['msg:send']);
  await userEvent.click(dialog.getByRole('button', { name: said.unsend }));
  await log().findByText(said.takenBack);
  expect(screen.queryByText('For somebody else')).toBeNull();
  await waitFor(() => expect(sent().at(-1)).toMatchObject({ type: 'msg:unsend', target: 'm1' }));
  expect(log().queryByRole('button', { name: said.actions })).toBeNull();
});

test('a reaction is chosen in the menu or among all emoji, and taken back by touching it', async () => {
  await show();
  hears('Strawberries!');
  await choose('Strawberries!', said.reactWith('👍'));
  await log().findByRole('button', { name: said.ownReaction('👍') });
  await choose('Strawberries!', said.moreEmoji);
  await userEvent.click(within(await screen.findByRole('dialog', { name: said.emoji })).getByRole('button', { name: '🎉' }));
  await userEvent.click(await log().findByRole('button', { name: said.ownReaction('🎉') }));
  await waitFor(() => expect(log().queryByRole('button', { name: said.ownReaction('🎉') })).toBeNull());
  await waitFor(() => expect(sent().map((frame) => frame.type === 'msg:react' && (frame.emoji ?? null))).toEqual(['👍', '🎉', null]));
  hears('🙏', { kind: 'reaction', target: 'm1' });
  await log().findByRole('img', { name: said.reacted('Ben', '🙏') });
});

test('what is not sent yet can be given other words, or removed', async () => {
  link.goesDown();
  const field = await show();
  await userEvent.type(field, 'Frist{Enter}');
  await userEvent.type(field, 'Second{Enter}');
  await choose('Second', said.remove);
  await waitFor(() => expect(log().queryByText('Second')).toBeNull());
  await choose('Frist', said.edit);
  await userEvent.clear(field);
  await userEvent.type(field, 'First{Enter}');
  await log().findByText('First');
  link.comesUp();
  await log().findByRole('img', { name: 'Sent' });
  expect(sent()).toMatchObject([{ type: 'msg:send', body: 'First' }]);
});
