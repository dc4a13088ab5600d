import { expect, test } from 'vitest';
import { words } from '../../words';
import { type ConversationSummary, emptyConversation, type OutboxRow } from '../db';
import { announcementOf, previewOf } from './preview';

const last = (more: object = {}) => ({
  message: 'm', conversation: 'dm:x', seq: 3, from: 'call:ben', to: 'call:me', clientId: 'c', kind: 'text' as const, body: 'Hello', attachments: [], at: 1, ...more,
});
const waiting = (more: Partial<OutboxRow> = {}): OutboxRow => ({
  place: 1, clientId: 'w', conversation: 'dm:x', at: 2, frame: { type: 'msg:send', to: 'call:ben', clientId: 'w', kind: 'text', body: 'On its way' }, ...more,
});
const summary = (more: Partial<ConversationSummary> = {}): ConversationSummary => ({
  ...emptyConversation('dm:x', 'call:ben'), waiting: undefined, last: last(), ...more,
});
const quiet = { typing: false, draft: '', receipts: true };

test('theirs is the text alone; mine says how far it has come', () => {
  expect(previewOf(summary(), quiet)).toEqual({ kind: 'message', text: 'Hello' });
  const mine = { last: last({ from: 'call:me' }) };
  expect(previewOf(summary(mine), quiet)).toMatchObject({ state: 'sent' });
  expect(previewOf(summary({ ...mine, peerDeliveredUpTo: 3 }), quiet)).toMatchObject({ state: 'delivered' });
  expect(previewOf(summary({ ...mine, peerDeliveredUpTo: 3, peerReadUpTo: 3 }), quiet)).toMatchObject({ state: 'read' });
  expect(previewOf(summary({ ...mine, peerDeliveredUpTo: 3, peerReadUpTo: 3 }), { ...quiet, receipts: false })).toMatchObject({ state: 'delivered' });
});

test('typing comes before what failed, that before a draft, and a draft before the rest', () => {
  const all = summary({ waiting: waiting({ failed: 'forbidden' }) });
  expect(previewOf(all, { ...quiet, typing: true, draft: 'Hm' })).toEqual({ kind: 'typing', text: words.chats.typing });
  expect(previewOf(all, { ...quiet, draft: 'Hm' })).toEqual({ kind: 'message', text: 'On its way', state: 'failed' });
  expect(previewOf(summary({ waiting: waiting() }), { ...quiet, draft: ' Hm ' })).toEqual({ kind: 'draft', text: 'Hm' });
  expect(previewOf(summary({ waiting: waiting() }), quiet)).toEqual({ kind: 'message', text: 'On its way', state: 'waiting' });
});

test('what was taken back says so, a change that was refused what it was', () => {
  expect(previewOf(summary({ last: last({ body: undefined }) }), quiet)).toEqual({ kind: 'gone', text: words.conversation.takenBack });
  const edit = waiting({ failed: 'edit_window_over', frame: { type: 'msg:edit', to: 'call:ben', clientId: 'w', target: 'm', body: 'Better' } });
  expect(previewOf(summary({ waiting: edit }), quiet)).toEqual({ kind: 'message', text: 'Better', state: 'failed' });
});

test('a reaction to something of mine is told until there is another message', () => {
  const reaction = { seq: 4, target: 'm', emoji: '🎉' };
  expect(previewOf(summary({ reaction }), quiet)).toEqual({ kind: 'message', text: words.chats.reacted('🎉') });
  expect(previewOf(summary({ reaction, last: last({ seq: 5 }) }), quiet)).toEqual({ kind: 'message', text: 'Hello' });
});

test('a missed call is one, and mine was not answered', () => {
  expect(previewOf(summary({ last: last({ kind: 'call', body: '' }) }), quiet)).toEqual({ kind: 'missed', text: words.conversation.missedCall.audio });
  expect(previewOf(summary({ last: last({ kind: 'call', body: undefined, media: 'video' }) }), quiet)).toEqual({ kind: 'missed', text: words.conversation.missedCall.video });
  expect(previewOf(summary({ last: last({ kind: 'call', from: 'call:me' }) }), quiet)).toEqual({ kind: 'message', text: words.conversation.notAnswered });
});

test('a conversation without a message says nothing', () => {
  const { last: _, ...none } = summary();
  expect(previewOf(none, quiet)).toEqual({ kind: 'none', text: '' });
});

test('a message is announced with who wrote it, and not at any length', () => {
  expect(announcementOf(last(), 'Ben')).toBe('Ben: Hello');
  expect(announcementOf(last({ kind: 'reaction', body: '🎉', target: 'm1' }), 'Ben')).toBe(words.conversation.reacted('Ben', '🎉'));
  expect(announcementOf(last({ kind: 'voice', body: '' }), 'Ben')).toBe(`Ben: ${words.conversation.kind.voice}`);
  expect(announcementOf(last({ body: 'a'.repeat(9_000) }), 'Ben').length).toBeLessThan(260);
});
