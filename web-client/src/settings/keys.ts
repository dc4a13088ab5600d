import { SHORTCUTS } from '../app/shortcuts';

/** Keys that can be pressed, by what they do; the words name both. */
interface Shortcut<Does extends string> {
  readonly keys: readonly string[];
  readonly does: Does;
}

export type PageKey = (typeof SHORTCUTS)[number]['key'];
export type WritingKey = 'send' | 'line';
export type CallKey = 'mute' | 'camera' | 'minimise';

export const PAGE_KEYS: readonly Shortcut<PageKey>[] = SHORTCUTS.map(({ key }) => ({ keys: [key], does: key }));

export const WRITING_KEYS: readonly Shortcut<WritingKey>[] = [
  { keys: ['Enter'], does: 'send' },
  { keys: ['Shift', 'Enter'], does: 'line' },
];

export const CALL_KEYS: readonly Shortcut<CallKey>[] = [
  { keys: ['m'], does: 'mute' },
  { keys: ['v'], does: 'camera' },
  { keys: ['Escape'], does: 'minimise' },
];
