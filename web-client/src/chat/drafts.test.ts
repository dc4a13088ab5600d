// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Drafts } from './drafts';

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('a draft is there at once, and told of when the keys rest', () => {
  const drafts = new Drafts('call:me');
  const told = vi.fn();
  drafts.subscribe(told);
  drafts.set('call:ben', 'Hel');
  drafts.set('call:ben', 'Hello');
  expect(drafts.of('call:ben')).toBe('Hello');
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400);
  expect(told).toHaveBeenCalledOnce();
  expect([...drafts.getSnapshot()]).toEqual([['call:ben', 'Hello']]);
});

test('a draft survives a reload, each person’s their own', () => {
  const drafts = new Drafts('call:me');
  drafts.set('call:ben', 'Hello');
  drafts.dispose();
  expect(new Drafts('call:me').of('call:ben')).toBe('Hello');
  expect(new Drafts('call:other').of('call:ben')).toBe('');
});

test('a page that closes in the middle of a word loses nothing', () => {
  const drafts = new Drafts('call:me');
  drafts.set('call:ben', 'Hel');
  globalThis.dispatchEvent(new Event('pagehide'));
  expect(new Drafts('call:me').of('call:ben')).toBe('Hel');
  drafts.dispose();
});

test('what was sent is no draft any more', () => {
  const drafts = new Drafts('call:me');
  drafts.set('call:ben', 'Hello');
  drafts.flush();
  drafts.set('call:ben', '');
  drafts.flush();
  expect(drafts.getSnapshot().size).toBe(0);
  expect(new Drafts('call:me').of('call:ben')).toBe('');
});

test.each(['not json', '[1]', 'null', '{"call:ben":7}'])('a damaged storage is none: %s', (kept) => {
  localStorage.setItem('callvault.drafts.call:me', kept);
  expect(new Drafts('call:me').of('call:ben')).toBe('');
});

test('a full storage still keeps it for this page', () => {
  const drafts = new Drafts('call:me');
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('full');
  });
  drafts.set('call:ben', 'Hello');
  drafts.flush();
  expect(drafts.of('call:ben')).toBe('Hello');
});
