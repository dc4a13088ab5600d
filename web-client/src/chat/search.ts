/** As people compare words: without case, and without accents and points above and below the letters. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

const partsOf = (query: string): string[] => folded(query).trim().split(/\s+/);

/** Whether each word of the query is in one of the texts. Nothing asked for is in everything. */
export function matches(query: string, ...texts: readonly string[]): boolean {
  const all = texts.map(folded);
  return partsOf(query).every((word) => all.some((text) => text.includes(word)));
}

/** Where a script puts no spaces between words, each character is one. */
const ALONE = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]';
const WORD = new RegExp(`${ALONE}|(?:(?!${ALONE})[\\p{L}\\p{N}\\p{M}])+`, 'gu');

/** What messages are asked for, as the server takes it: whole words, and the beginning of the last one. */
export interface Query {
  readonly whole: readonly string[];
  readonly last: string;
}

/** Undefined where there is no word in it. */
export function queryOf(text: string): Query | undefined {
  const words = wordsOf(text);
  const last = words.pop();
  return last === undefined ? undefined : { whole: words, last };
}

/** Whether a message of these words is found. */
export function isFound({ whole, last }: Query, text: string): boolean {
  const words = new Set(wordsOf(text));
  return whole.every((word) => words.has(word)) && [...words].some((word) => word.startsWith(last));
}

/** A run of a text; `found` is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** A name with the words in it that a query is in. */
export function markedName(name: string, query: string): readonly Piece[] {
  const parts = partsOf(query).filter(Boolean);
  return piecesOf(name, (word) => parts.some((part) => word.includes(part)));
}

/** So much may stand before the first word that was found, and it is in view on two lines of a phone. In characters. */
const LEAD = 40;
const LONGEST = 200;

/** As much of a message as shows what was found in it, with that marked. */
export function markedExcerpt(body: string, { whole, last }: Query): readonly Piece[] {
  const text = body.replace(/\s+/g, ' ').trim();
  const isIn = (word: string) => whole.includes(word) || word.startsWith(last);
  const first = [...text.matchAll(WORD)].find(([word]) => isIn(folded(word)))?.index ?? 0;
  // At a word: half a one would be read as another.
  const start = first <= LEAD ? 0 : text.lastIndexOf(' ', first - LEAD / 2) + 1;
  const cut = first - start > 2 * LEAD ? first : start;
  const pieces = piecesOf(text.slice(cut, cut + LONGEST), isIn);
  return cut === 0 ? pieces : [{ text: '…', found: false }, ...pieces];
}

function piecesOf(text: string, isIn: (word: string) => boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    if (!isIn(folded(word))) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), found: false });
    pieces.push({ text: word, found: true });
    end = match.index + word.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), found: false });
  return pieces;
}

const wordsOf = (text: string): string[] => [...folded(text).matchAll(WORD)].map(([word]) => word);
