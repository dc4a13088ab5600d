import { expect, test } from 'vitest';
import { matches } from './search';

test.each([
  ['', true],
  ['  ', true],
  ['ana', true],
  ['LIND', true],
  ['seeds ana', true],
  ['ana tomorrow', false],
  ['bea', false],
])('«%s» of Ána Lindqvist, who wrote of seeds: %s', (query, found) => {
  expect(matches(query, 'Ána Lindqvist', 'Did the seeds arrive?')).toBe(found);
});

test('points and accents do not matter, in either direction', () => {
  expect(matches('דוד', 'דָּוִד בן־גוריון')).toBe(true);
  expect(matches('José', 'Jose')).toBe(true);
});

test('what looks like a pattern is text', () => {
  expect(matches('.*', 'anything')).toBe(false);
  expect(matches('(', 'a (b)')).toBe(true);
});
