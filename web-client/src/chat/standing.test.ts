import { expect, test } from 'vitest';
import type { Message } from './changes';
import type { OutboxRow, SequencedFrame } from './db';
import { Standing } from './standing';

const message = (more: Partial<Message> = {}): Message => ({
  message: 'm1', conversation: 'dm:x', seq: 1, from: 'me', to: 'ben', clientId: 'c1', kind: 'text', body: 'First', at: 7, ...more,
});
let place = 0;
const row = (frame: SequencedFrame, more: Partial<OutboxRow> = {}): OutboxRow => ({
  place: ++place, clientId: frame.clientId, conversation: 'dm:x', at: 8, frame, ...more,
});
const send = (clientId: string, body: string): SequencedFrame => ({ type: 'msg:send', to: 'ben', clientId, kind: 'text', body });
const edit = (body: string, target = 'm1'): SequencedFrame => ({ type: 'msg:edit', to: 'ben', clientId: crypto.randomUUID(), target, body });
const unsend = (target = 'm1'): SequencedFrame => ({ type: 'msg:unsend', to: 'ben', clientId: crypto.randomUUID(), target });
const react = (emoji?: string): SequencedFrame => ({ type: 'msg:react', to: 'ben', clientId: crypto.randomUUID(), target: 'm1', ...(emoji === undefined ? {} : { emoji }) });
const shown = (rows: OutboxRow[], of = message()) => new Standing(rows, 'me').of(of);

test('what waits shows in its message, the last of it', () => {
  expect(shown([row(edit('Second')), row(edit('Third'))])).toMatchObject({ body: 'Third', editedAt: 7, waits: true });
  expect(shown([row(edit('Second')), row(unsend())]).body).toBeUndefined();
});

test('one’s own reaction shows beside that of the other, and goes when it is taken back', () => {
  const of = message({ reactions: [{ from: 'me', emoji: '👍' }, { from: 'ben', emoji: '🎉' }] });
  expect(shown([row(react('❤️'))], of)).toMatchObject({ reactions: [{ from: 'ben', emoji: '🎉' }, { from: 'me', emoji: '❤️' }], waits: false });
  expect(shown([row(react())], of).reactions).toEqual([{ from: 'ben', emoji: '🎉' }]);
});

test('what was refused does not show in the message, but for itself', () => {
  const refused = row(edit('Second'), { failed: 'edit_window_over' });
  const standing = new Standing([refused, row(send('c2', 'Next'))], 'me');
  expect(standing.of(message())).toEqual(message());
  expect(standing.waiting.map(({ frame }) => frame.type)).toEqual(['msg:edit', 'msg:send']);
});

test('one that is on its way shows its newest words, and not at all once it is to be taken back', () => {
  const rows = [row(send('c2', 'First'), { tried: true }), row(edit('Second', 'c2'))];
  expect(new Standing(rows, 'me').waiting.map(({ frame }) => 'body' in frame && frame.body)).toEqual(['Second']);
  expect(new Standing([...rows, row(unsend('c2'))], 'me').waiting).toEqual([]);
});
