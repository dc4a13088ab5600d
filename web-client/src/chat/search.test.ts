import { expect, test } from 'vitest';
import { isFound, markedExcerpt, markedName, matches, type Piece, queryOf } from './search';

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

test.each([
  ['seed', true],
  ['SEEDS the', true],
  ['did see', true],
  ['see did', false],
  ['eds', false],
  ['sown', false],
])('a message is found by whole words and the beginning of the last: «%s» %s', (asked, found) => {
  expect(isFound(queryOf(asked)!, 'Did thé seeds arrive?')).toBe(found);
});

test('where there is no word there is nothing to ask', () => {
  for (const each of ['', ' ', '?!', '🎉']) expect(queryOf(each)).toBeUndefined();
});

test('each character is a word where a script puts no spaces', () => {
  expect(isFound(queryOf('京')!, '東京へ')).toBe(true);
  expect(queryOf('ab東京')).toEqual({ whole: ['ab', '東'], last: '京' });
});

const marked = (pieces: readonly Piece[]) => pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join('');

test('what was found is marked, as it is written', () => {
  expect(marked(markedExcerpt('Seeds,\nand more SEEDS; a séed', queryOf('seed')!))).toBe('[Seeds], and more [SEEDS]; a [séed]');
  expect(marked(markedName('Ána Lindqvist', 'an lin'))).toBe('[Ána] [Lindqvist]');
  expect(marked(markedName('Ben', ''))).toBe('Ben');
});

test('of a long message what is around the word is shown', () => {
  const text = marked(markedExcerpt(`${'word '.repeat(200)}needle ${'hay '.repeat(200)}`, queryOf('needle')!));
  expect(text).toMatch(/^…(word )+\[needle\] hay/);
  expect(text.length).toBeLessThan(220);
  expect(marked(markedExcerpt(`${'x'.repeat(500)} needle`, queryOf('needle')!))).toBe('…[needle]');
});
