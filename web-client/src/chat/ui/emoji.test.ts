import { expect, test } from 'vitest';
import { cellAfter, EMOJI, isOnlyEmoji } from './emoji';

test.each(['👍', '❤️', '👨‍👩‍👧‍👦', '🇩🇪', ' 🎉 🎉 ', '👍🏽👍🏽👍🏽', '1️⃣'])('«%s» is only emoji', (text) => {
  expect(isOnlyEmoji(text)).toBe(true);
});

test.each(['', ' ', '1', '12', '#', 'ok 👍', '👍👍👍👍', '©', 'a'])('«%s» is not', (text) => {
  expect(isOnlyEmoji(text)).toBe(false);
});

test('everything to choose from is one emoji, once', () => {
  expect(EMOJI.filter((emoji) => !isOnlyEmoji(emoji))).toEqual([]);
  expect(new Set(EMOJI).size).toBe(EMOJI.length);
});

test('arrow keys stay in the grid', () => {
  expect(cellAfter(0, 'ArrowRight', 9, 72)).toBe(1);
  expect(cellAfter(0, 'ArrowDown', 9, 72)).toBe(9);
  expect(cellAfter(0, 'ArrowLeft', 9, 72)).toBeUndefined();
  expect(cellAfter(70, 'ArrowDown', 9, 72)).toBeUndefined();
  expect(cellAfter(70, 'End', 9, 72)).toBe(71);
  expect(cellAfter(0, 'a', 9, 72)).toBeUndefined();
});
