import { expect, test } from 'vitest';
import type { StoredMessage } from '../protocol';
import { type Change, changed, isTakenBack, type Message, noChanges, placeOf, withChange } from './changes';

const target: StoredMessage = {
  message: 'm1', conversation: 'dm:x', seq: 1, from: 'ana', to: 'ben', clientId: 'c1', kind: 'text', body: 'First', attachments: [], at: 1_001,
};
const change = (seq: number, kind: Change['kind'], body?: string, from = 'ana'): Change => ({
  message: `m${seq}`, conversation: 'dm:x', seq, from, to: 'ben', clientId: `c${seq}`, kind, target: 'm1', at: 1_000 + seq, ...(body === undefined ? {} : { body }),
});

function after(...changes: Change[]): Message {
  return changed(target, changes.reduce(withChange, noChanges('dm:x', 'm1')));
}

/** Every order of these. */
function orders<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((first, at) => orders(all.filter((_, other) => other !== at)).map((rest) => [first, ...rest]));
}

test('the last edit counts, and the last reaction of each person, in whatever order they come', () => {
  const all = [change(2, 'edit', 'Second'), change(3, 'reaction', '👍', 'ben'), change(4, 'edit', 'Third'), change(5, 'reaction', '🎉', 'ben'), change(6, 'reaction', '❤️')];
  for (const order of orders(all)) {
    expect(after(...order, ...order)).toEqual({
      ...target, body: 'Third', editedAt: 1_004, reactions: [{ from: 'ben', emoji: '🎉' }, { from: 'ana', emoji: '❤️' }],
    });
  }
});

test('a reaction that was taken back is none, also when the one before it comes later', () => {
  for (const order of orders([change(2, 'reaction', '👍'), change(3, 'reaction')])) expect(after(...order)).toEqual(target);
});

test('what was taken back has no words, none of its edits and no reactions, in whatever order they come', () => {
  const all = [change(2, 'edit', 'Second'), change(3, 'reaction', '👍'), change(4, 'unsend'), change(5, 'edit')];
  for (const order of orders(all)) {
    const { body: _, ...rest } = target;
    expect(after(...order)).toEqual(rest);
    expect(JSON.stringify(order.reduce(withChange, noChanges('dm:x', 'm1')))).not.toContain('Second');
  }
  expect(isTakenBack(after(change(4, 'unsend')))).toBe(true);
  expect(isTakenBack(target)).toBe(false);
  expect(isTakenBack({ ...after(change(4, 'unsend')), kind: 'call' })).toBe(false);
});

test('the place of a change has no words', () => {
  expect(placeOf(change(2, 'edit', 'Second'))).toEqual(change(2, 'edit'));
});
