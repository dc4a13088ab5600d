import type { Piece } from '../search';

/** A text with what was looked for marked in it. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, found }, at) => (found ? <mark key={at}>{text}</mark> : text));
}
