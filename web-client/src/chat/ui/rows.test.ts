import { expect, test } from 'vitest';
import type { ConversationState } from '../conversation';
import { emptyConversation, type OutboxRow } from '../db';
import type { StandingMessage } from '../standing';
import { cameBefore, firstUnread, newestMine, type Row, rowsOf, seqAt, unreadAbove } from './rows';

const NOON = new Date(2026, 9, 13, 12, 0, 0).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const message = (seq: number, from: 'me' | 'ben', at = NOON, more: Partial<StandingMessage> = {}): StandingMessage => ({
  message: `m${seq}`, conversation: 'dm:x', seq, from, to: from === 'me' ? 'ben' : 'me', clientId: `c${seq}`, kind: 'text', body: `${seq}`, attachments: [], at, ...more,
});
const waiting = (clientId: string, at = NOON, failed?: string): OutboxRow => ({
  place: 1, clientId, conversation: 'dm:x', at, frame: { type: 'msg:send', to: 'ben', clientId, kind: 'text', body: 'w' }, ...(failed === undefined ? {} : { failed }),
});
const state = (messages: StandingMessage[], more: Partial<ConversationState> = {}): ConversationState => ({
  messages, waiting: [], quoted: new Map(), row: emptyConversation('dm:x', 'ben'), hasEarlier: false, ...more,
});
const rows = (of: ConversationState, unreadFrom?: number) => rowsOf(of, { me: 'me', unreadFrom, receipts: true });
const kinds = (of: readonly Row[]) => of.map((row) => row.kind);
const edges = (of: readonly Row[]) =>
  of.flatMap((row) => (row.kind === 'message' || row.kind === 'waiting' ? [`${row.first ? '[' : ''}${row.key}${row.last ? ']' : ''}`] : []));

test('what the other has read is shown to those alone who show it of themselves', () => {
  const row = { ...emptyConversation('dm:x', 'ben'), peerReadUpTo: 1, peerDeliveredUpTo: 2 };
  const states = (receipts: boolean) =>
    rowsOf(state([message(1, 'me'), message(2, 'me'), message(3, 'me')], { row }), { me: 'me', unreadFrom: undefined, receipts }).flatMap((each) => ('state' in each ? each.state : []));
  expect(states(true)).toEqual(['read', 'delivered', 'sent']);
  expect(states(false)).toEqual(['delivered', 'delivered', 'sent']);
});

test('each day has its mark, once', () => {
  const all = rows(state([message(1, 'ben', NOON - DAY), message(2, 'ben', NOON - DAY + MINUTE), message(3, 'me')]));
  expect(kinds(all)).toEqual(['day', 'message', 'message', 'day', 'message']);
});

test('midnight parts two days, a minute does not', () => {
  const midnight = new Date(2026, 9, 13).getTime();
  expect(kinds(rows(state([message(1, 'ben', midnight - 1), message(2, 'ben', midnight)])))).toEqual(['day', 'message', 'day', 'message']);
});

test('what one person wrote within a minute is a group', () => {
  const all = rows(state([message(1, 'ben'), message(2, 'ben', NOON + 59_000), message(3, 'ben', NOON + MINUTE), message(4, 'me', NOON + MINUTE)]));
  expect(edges(all)).toEqual(['[1', '2]', '[3]', '[c4]']);
});

test('what is on its way joins the group and keeps its key once it has arrived', () => {
  const before = rows(state([message(1, 'me')], { waiting: [waiting('c2'), waiting('c3', NOON, 'forbidden')] }));
  expect(edges(before)).toEqual(['[c1', 'c2', 'c3]']);
  expect(before.flatMap((row) => ('state' in row ? [row.state] : []))).toEqual(['sent', 'waiting', 'failed']);
  expect(edges(rows(state([message(1, 'me'), message(2, 'me')], { waiting: [waiting('c3')] })))).toEqual(['[c1', 'c2', 'c3]']);
});

test('watermarks say how far mine has come', () => {
  const row = { ...emptyConversation('dm:x', 'ben'), peerReadUpTo: 1, peerDeliveredUpTo: 2 };
  const all = rows(state([message(1, 'me'), message(2, 'me'), message(3, 'me')], { row }));
  expect(all.flatMap((each) => ('state' in each ? [each.state] : []))).toEqual(['read', 'delivered', 'sent']);
});

test('the unread mark stands before the first that was not read, and parts its group', () => {
  const of = state([message(1, 'ben'), message(2, 'ben'), message(3, 'me'), message(4, 'ben', NOON, { kind: 'reaction' }), message(5, 'ben')], {
    row: { ...emptyConversation('dm:x', 'ben'), readUpTo: 1 },
  });
  const from = firstUnread(of, 'me');
  expect(from).toBe(2);
  const all = rows(of, from);
  expect(kinds(all)).toEqual(['day', 'message', 'unread', 'message', 'message', 'message', 'message']);
  expect(all[2]).toMatchObject({ count: 2 });
  expect(edges(all).slice(0, 2)).toEqual(['[1]', '[2]']);
});

test('one’s own newest is the same once the server has it, and another with each that is written', () => {
  const before = state([message(1, 'me'), message(2, 'ben')]);
  expect(newestMine(before, 'me')).toBe('c1');
  expect(newestMine(state([message(1, 'me'), message(2, 'ben')], { waiting: [waiting('c3')] }), 'me')).toBe('c3');
  expect(newestMine(state([message(1, 'me'), message(2, 'ben'), message(3, 'me'), message(4, 'ben')]), 'me')).toBe('c3');
  expect(newestMine(state([message(1, 'ben')]), 'me')).toBeUndefined();
});

test('what was taken back is nothing to read', () => {
  const of = state([message(1, 'ben'), message(2, 'ben', NOON, { body: undefined }), message(3, 'ben')], { row: { ...emptyConversation('dm:x', 'ben'), readUpTo: 1 } });
  expect(firstUnread(of, 'me')).toBe(3);
  expect(unreadAbove(of.messages, 1, 'me')).toBe(1);
});

test('an answer has what it answers with it, and a refused change what it was to change', () => {
  const quoted = message(1, 'ben');
  const change: OutboxRow = { ...waiting('w', NOON, 'edit_window_over'), frame: { type: 'msg:edit', to: 'ben', clientId: 'w', target: 'm1', body: 'New' } };
  const of = state([message(2, 'me', NOON, { replyTo: 'm1' }), message(3, 'me', NOON, { replyTo: 'm0' })], { waiting: [change], quoted: new Map([['m1', quoted]]) });
  expect(rows(of).flatMap((row) => ('about' in row ? [[row.about, row.quoted]] : []))).toEqual([['m1', quoted], ['m0', undefined], ['m1', quoted]]);
});

test('other words that wait show as waiting', () => {
  const row = { ...emptyConversation('dm:x', 'ben'), peerReadUpTo: 9 };
  const all = rows(state([message(1, 'me', NOON, { waits: true }), message(2, 'ben', NOON, { waits: true })], { row }));
  expect(all.flatMap((each) => ('state' in each ? [each.state] : []))).toEqual(['waiting', 'read']);
});

test('there is no first unread one when all is read, all is mine, or it lies before what is here', () => {
  const read = { ...emptyConversation('dm:x', 'ben'), readUpTo: 2 };
  expect(firstUnread(state([message(1, 'ben'), message(2, 'ben')], { row: read }), 'me')).toBeUndefined();
  expect(firstUnread(state([message(1, 'me')]), 'me')).toBeUndefined();
  expect(firstUnread(state([message(9, 'ben')], { row: read }), 'me')).toBeUndefined();
  expect(firstUnread(state([]), 'me')).toBeUndefined();
});

test('new ones below where somebody reads are counted', () => {
  const messages = [message(1, 'ben'), message(2, 'me'), message(3, 'ben'), message(4, 'ben', NOON, { kind: 'edit' }), message(5, 'ben')];
  expect(unreadAbove(messages, 1, 'me')).toBe(2);
  expect(unreadAbove(messages, 5, 'me')).toBe(0);
});

test('a line knows up to which message it leads', () => {
  const all = rows(state([message(7, 'ben', NOON - DAY), message(8, 'ben')], { waiting: [waiting('w')] }));
  expect([0, 1, 2, 3, 4, 99].map((index) => seqAt(all, index))).toEqual([0, 7, 7, 8, 8, 8]);
});

test('more before is told from more after', () => {
  const [some, earlier, later] = [[2, 3], [1, 2, 3], [2, 3, 4]].map((seqs) => rows(state(seqs.map((seq) => message(seq, 'ben')))));
  expect(cameBefore(earlier!, some!)).toBe(true);
  expect(cameBefore(later!, some!)).toBe(false);
  expect(cameBefore(some!, some!)).toBe(false);
});

test('50,000 messages are lines in no time, also on a busy machine', () => {
  const many = state(Array.from({ length: 50_000 }, (_, at) => message(at + 1, at % 3 === 0 ? 'me' : 'ben', NOON - (50_000 - at) * MINUTE)));
  rows(many);
  const started = performance.now();
  expect(rows(many).length).toBeGreaterThan(50_000);
  expect(performance.now() - started).toBeLessThan(1_500);
});

test('that the other has left is a line of its own, and nothing can be done to what is above it', () => {
  const left = { row: { ...emptyConversation('dm:x', 'ben'), left: true } };
  const all = rows(state([message(1, 'me'), message(2, 'ben', NOON + DAY, { kind: 'left', body: undefined })], left));
  expect(kinds(all)).toEqual(['day', 'message', 'day', 'left']);
  expect(all[1]).toMatchObject({ fixed: true });
});
