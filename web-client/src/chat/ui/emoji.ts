/** So few are shown large; more of them are a pattern rather than a feeling. */
const LARGE_UP_TO = 3;

// The flag for whole emoji is newer than the language level that we compile to; the browsers we ask for have it.
const ONLY_EMOJI = new RegExp(`^\\s*(?:\\p{RGI_Emoji}\\s*){1,${LARGE_UP_TO}}$`, 'v');

/** Whether a text is nothing but a few emoji. */
export const isOnlyEmoji = (text: string): boolean => text.length <= 64 && ONLY_EMOJI.test(text);

/** What most people feel about most messages. */
export const QUICK: readonly string[] = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** The common ones, by what they are about. */
export const EMOJI: readonly string[] = [
  '😀', '😄', '😂', '🤣', '😊', '😉', '😍', '🥰', '😘', '😎', '🤔', '😅', '😇', '🙂', '🙃', '😏', '😌', '😴',
  '😢', '😭', '😟', '😬', '😡', '😱', '🤯', '🥳', '🤒', '🤗', '🤷', '🙈', '👍', '👎', '👌', '👏', '🙌', '🙏',
  '💪', '👋', '🤝', '✌️', '🤞', '👀', '❤️', '🧡', '💚', '💙', '💔', '🔥', '✨', '⭐', '🎉', '🎂', '🎁', '☕',
  '🍕', '🍷', '🌞', '🌧️', '❄️', '🌱', '🌹', '🐶', '🐱', '🦊', '🚗', '🚆', '✈️', '🏠', '⏰', '✅', '❌', '💯',
];

/** Where the arrow keys lead from one cell of a grid to another; undefined for a key that leads nowhere. */
export function cellAfter(cell: number, key: string, columns: number, cells: number): number | undefined {
  const next = { ArrowLeft: cell - 1, ArrowRight: cell + 1, ArrowUp: cell - columns, ArrowDown: cell + columns, Home: 0, End: cells - 1 }[key];
  return next === undefined || next < 0 || next >= cells ? undefined : next;
}
