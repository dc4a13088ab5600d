import { expect, test } from 'vitest';
import { piecesOf } from './links';

const links = (text: string) => piecesOf(text).flatMap(({ text: shown, href }) => (href === undefined ? [] : [[shown, href]]));
const shown = (text: string) => links(text).map(([first]) => first);

test('a text without a link is one piece', () => {
  expect(piecesOf('Hello')).toEqual([{ text: 'Hello' }]);
  expect(piecesOf('')).toEqual([]);
});

test('what is around a link stays', () => {
  expect(piecesOf('See https://a.example/x?y=1#z now')).toEqual([
    { text: 'See ' },
    { text: 'https://a.example/x?y=1#z', href: 'https://a.example/x?y=1#z' },
    { text: ' now' },
  ]);
});

test.each([
  ['Is it https://a.example?', 'https://a.example'],
  ['https://a.example/x.', 'https://a.example/x'],
  ['(https://a.example/x)', 'https://a.example/x'],
  ['https://en.wikipedia.example/wiki/Kelvin_(unit)', 'https://en.wikipedia.example/wiki/Kelvin_(unit)'],
  ['“https://a.example/x”', 'https://a.example/x'],
  ['HTTPS://A.EXAMPLE/X', 'HTTPS://A.EXAMPLE/X'],
  ['https://bücher.example/ä', 'https://bücher.example/ä'],
])('%s', (text, link) => {
  expect(shown(text)).toEqual([link]);
});

test('several, over several lines', () => {
  expect(shown('http://a.example\nhttps://b.example, https://c.example!')).toEqual(['http://a.example', 'https://b.example', 'https://c.example']);
});

test.each([
  'javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'http://[', 'file:///etc/passwd', 'call:abc',
  'https://bank.example@elsewhere.example', 'https://user:word@elsewhere.example',
])('«%s» is no link', (text) => {
  expect(links(text)).toEqual([]);
});

test('nothing of the text is lost or changed', () => {
  const text = 'a https://a.example/<b>"x" (https://b.example/(c)) https://x@y.example ü 🦊 https://d.example…';
  expect(piecesOf(text).map((piece) => piece.text).join('')).toBe(text);
});

test('a very long text takes no time', () => {
  const started = performance.now();
  piecesOf('https://a.example/' + ')'.repeat(2_000) + 'x'.repeat(16_000));
  expect(performance.now() - started).toBeLessThan(1_500);
});
