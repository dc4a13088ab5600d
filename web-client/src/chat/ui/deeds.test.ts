import { expect, test } from 'vitest';
import { emptyConversation, type OutboxRow, type SequencedFrame } from '../db';
import type { StandingMessage } from '../standing';
import type { ConnectionState } from '../../protocol';
import { deedsOf as deedsWithin, lastToEdit as lastWithin, USUAL, windowsOf } from './deeds';
import type { MessageRow, WaitingRow } from './rows';

const NOW = 1_000_000_000;
const MINUTE = 60_000;
const deedsOf = (row: MessageRow | WaitingRow, now: number) => deedsWithin(row, now, USUAL);
const lastToEdit = (state: Parameters<typeof lastWithin>[0], me: string, now: number) => lastWithin(state, me, now, USUAL);
const grouped = { key: 'k', first: true, last: true, about: undefined, quoted: undefined, at: NOW };

const message = (mine: boolean, minutesAgo: number, more: Partial<StandingMessage> = {}): StandingMessage => ({
  message: 'm', conversation: 'dm:x', seq: 1, from: mine ? 'me' : 'ben', to: mine ? 'ben' : 'me', clientId: 'c', kind: 'text', body: 'Hi', at: NOW - minutesAgo * MINUTE, ...more,
});
const sent = (...of: Parameters<typeof message>): MessageRow => ({ ...grouped, kind: 'message', mine: of[0], message: message(...of), state: 'sent' });
const waiting = (frame: SequencedFrame): WaitingRow => ({ ...grouped, kind: 'waiting', mine: true, waiting: { place: 1, clientId: 'w', conversation: 'dm:x', at: NOW, frame }, state: 'waiting' });
const outbox = (frame: SequencedFrame): OutboxRow => waiting(frame).waiting;
const text: SequencedFrame = { type: 'msg:send', to: 'ben', clientId: 'w', kind: 'text', body: 'On its way' };
const change = { to: 'ben', clientId: 'w', target: 'm' };

test('of one’s own everything, for as long as it may be', () => {
  expect(deedsOf(sent(true, 14), NOW)).toEqual(['react', 'reply', 'edit', 'copy', 'unsend']);
  expect(deedsOf(sent(true, 15), NOW)).toEqual(['react', 'reply', 'copy', 'unsend']);
  expect(deedsOf(sent(true, 48 * 60), NOW)).toEqual(['react', 'reply', 'copy']);
});

test('the server says for how long, and 0 is never', () => {
  const limits = { frameBytes: 1, bodyBytes: 1, uploadBytes: 1, framesPerSecond: 1, callsPerMinute: 1, callsPerPairPerMinute: 1 };
  const ready = (more: object): ConnectionState => ({ phase: 'ready', session: 's', limits: { ...limits, ...more } });
  const offered = (state: ConnectionState) => deedsWithin(sent(true, 1), NOW, windowsOf({ state }));
  expect(offered(ready({ editMs: 0, unsendMs: 2 * MINUTE }))).toEqual(['react', 'reply', 'copy', 'unsend']);
  expect(offered(ready({ editMs: 2 * MINUTE, unsendMs: MINUTE }))).toEqual(['react', 'reply', 'edit', 'copy']);
  expect(lastWithin({ messages: [message(true, 1)], waiting: [], quoted: new Map(), row: emptyConversation('dm:x', 'ben'), hasEarlier: false }, 'me', NOW, windowsOf({ state: ready({ editMs: 0 }) }))).toBeUndefined();
  expect(windowsOf({ state: ready({}) })).toEqual(USUAL);
  expect(windowsOf({ state: { phase: 'connecting', attempt: 1 } })).toEqual(USUAL);
});

test('of the other’s, what changes nothing of it', () => {
  expect(deedsOf(sent(false, 1), NOW)).toEqual(['react', 'reply', 'copy']);
  expect(deedsOf(sent(false, 1, { kind: 'image', body: '' }), NOW)).toEqual(['react', 'reply']);
});

test('with what is no message any more there is nothing to do', () => {
  expect(deedsOf(sent(true, 1, { body: undefined }), NOW)).toEqual([]);
  expect(deedsOf(sent(false, 1, { kind: 'call' }), NOW)).toEqual([]);
});

test('where the other is gone, words are copied and nothing else is done', () => {
  expect(deedsOf({ ...sent(true, 1), fixed: true }, NOW)).toEqual(['copy']);
  expect(deedsOf({ ...sent(true, 1, { kind: 'image', body: '' }), fixed: true }, NOW)).toEqual([]);
  expect(deedsOf({ ...waiting(text), fixed: true }, NOW)).toEqual(['copy', 'remove']);
});

test('what waits can be changed and removed; of a refused change only the words are of use', () => {
  expect(deedsOf(waiting(text), NOW)).toEqual(['edit', 'copy', 'remove']);
  expect(deedsOf(waiting({ type: 'msg:edit', body: 'Better', ...change }), NOW)).toEqual(['copy']);
  expect(deedsOf(waiting({ type: 'msg:unsend', ...change }), NOW)).toEqual([]);
});

test('the last one to edit is the newest of one’s own, sent or not, unless it is too late', () => {
  const state = (messages: StandingMessage[], unsent: OutboxRow[] = []) => ({ messages, waiting: unsent, quoted: new Map(), row: emptyConversation('dm:x', 'ben'), hasEarlier: false });
  expect(lastToEdit(state([message(true, 2), message(false, 1)]), 'me', NOW)).toEqual({ clientId: 'c', body: 'Hi' });
  expect(lastToEdit(state([message(true, 2)], [outbox(text)]), 'me', NOW)).toEqual({ clientId: 'w', body: 'On its way' });
  expect(lastToEdit(state([message(true, 2), message(true, 1, { body: undefined })]), 'me', NOW)).toEqual({ clientId: 'c', body: 'Hi' });
  expect(lastToEdit(state([message(true, 20)]), 'me', NOW)).toBeUndefined();
  expect(lastToEdit(state([message(false, 1)]), 'me', NOW)).toBeUndefined();
});
