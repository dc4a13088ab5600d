/** PROTOCOL.md, Sizes; the server says its own number once we are connected. */
export const BODY_BYTES = 16_384;

/** From here on people are told how much room is left. */
const NEARLY_FULL = 200;

const encoder = new TextEncoder();

/** How many characters are too many for a message of this size: negative while there is room, by a cautious count. */
export function tooMany(text: string, mostBytes: number): number {
  // No character takes more than three bytes per unit; a short text need not be measured at each key.
  if (text.length * 3 <= mostBytes - NEARLY_FULL * 3) return -Infinity;
  const { read, written } = encoder.encodeInto(text, new Uint8Array(mostBytes));
  return read < text.length ? text.length - read : written - mostBytes;
}

export const isNearlyFull = (over: number): boolean => over > -NEARLY_FULL;

const FOLD_CHARACTERS = 700;
const FOLD_LINES = 14;

/** The beginning of a long text, cut between two words or lines; undefined for one that is shown whole. */
export function beginningOf(text: string): string | undefined {
  const lines = text.split('\n', FOLD_LINES + 1);
  const byLines = lines.length > FOLD_LINES ? lines.slice(0, FOLD_LINES).join('\n').length : Infinity;
  // A little more than the limit is not worth a button.
  const byLength = text.length > FOLD_CHARACTERS * 1.3 ? FOLD_CHARACTERS : Infinity;
  const cut = Math.min(byLines, byLength);
  if (cut >= text.length) return undefined;
  const space = text.slice(0, cut + 1).search(/\s\S*$/u);
  return `${wholeCharacters(text.slice(0, space > cut / 2 ? space : cut)).trimEnd()}…`;
}

/** A character of two units is not cut in half. */
const wholeCharacters = (text: string): string => text.replace(/[\uD800-\uDBFF]$/u, '');
