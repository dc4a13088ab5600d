/** A piece of a message: text, or text that leads somewhere. */
export interface Piece {
  readonly text: string;
  readonly href?: string;
}

const CANDIDATE = /https?:\/\/[^\s<>"'`«»“”]+/giu;
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The links in a text. Only http and https become one: whatever else a message says stays text. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutSentenceEnd(match[0]);
    const href = hrefOf(shown);
    if (href === undefined) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ text: shown, href });
    done = match.index + shown.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}

function hrefOf(shown: string): string | undefined {
  const url = URL.parse(shown);
  // A name before the host only serves to look like another one: https://bank.example@elsewhere.example.
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' ? url.href : undefined;
}

/** The end of a sentence is not the end of its link; a bracket is, if it was opened within. */
function withoutSentenceEnd(link: string): string {
  let end = link.length;
  for (;;) {
    const last = link[end - 1] ?? '';
    const opener = CLOSERS[last];
    const inside = link.slice(0, end);
    const closes = opener !== undefined && inside.split(last).length > inside.split(opener).length;
    if (!closes && !/[.,;:!?…*_~]/u.test(last)) return inside;
    end -= 1;
  }
}
