import { expect, test } from 'vitest';
import { beginningOf, isNearlyFull, tooMany } from './limits';

test('a message may be as long as the server takes, counted in bytes', () => {
  expect(tooMany('a'.repeat(16_384), 16_384)).toBe(0);
  expect(tooMany('a'.repeat(16_385), 16_384)).toBe(1);
  expect(tooMany('ü'.repeat(8_193), 16_384)).toBe(1);
  expect(tooMany('🦊'.repeat(4_097), 16_384)).toBe(2);
  expect(tooMany('Hello', 16_384)).toBe(-Infinity);
});

test('it is said before it is full', () => {
  expect(isNearlyFull(tooMany('a'.repeat(16_000), 16_384))).toBe(false);
  expect(isNearlyFull(tooMany('a'.repeat(16_300), 16_384))).toBe(true);
});

test('a short text is not folded, nor one that is a little too long', () => {
  expect(beginningOf('Hello')).toBeUndefined();
  expect(beginningOf('word '.repeat(160))).toBeUndefined();
});

test('a long one is cut between words', () => {
  const beginning = beginningOf('wonderful '.repeat(200));
  expect(beginning).toMatch(/^(wonderful )+wonderful…$/);
  expect(beginning?.length).toBeLessThan(720);
});

test('many lines are cut between lines', () => {
  expect(beginningOf(Array.from({ length: 40 }, (_, line) => `${line}`).join('\n'))).toMatch(/\n13…$/);
});

test('one endless word is cut, and no emoji in half', () => {
  expect(beginningOf('a'.repeat(5_000))).toHaveLength(701);
  expect(beginningOf('🦊'.repeat(1_000))).toMatch(/^(🦊)+…$/u);
  expect(beginningOf('a' + '🦊'.repeat(1_000))).toMatch(/^a(🦊)+…$/u);
});
