/** As people compare words: without case, and without accents and points above and below the letters. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Whether each word of the query is in one of the texts. Nothing asked for is in everything. */
export function matches(query: string, ...texts: readonly string[]): boolean {
  const all = texts.map(folded);
  return folded(query).split(/\s+/).every((word) => all.some((text) => text.includes(word)));
}
