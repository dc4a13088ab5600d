import { SHORTCUTS } from '../app/shortcuts';
import { CALL_SHORTCUTS } from '../call';

/** Keys that can be pressed, by what they do; the words name both. */
interface Shortcut<Does extends string> {
  readonly keys: readonly string[];
  readonly does: Does;
}

export type PageKey = (typeof SHORTCUTS)[number]['key'];
export type WritingKey = 'send' | 'line';
export type CallKey = (typeof CALL_SHORTCUTS)[number]['does'];

export const PAGE_KEYS: readonly Shortcut<PageKey>[] = SHORTCUTS.map(({ key }) => ({ keys: [key], does: key }));

export const WRITING_KEYS: readonly Shortcut<WritingKey>[] = [
  { keys: ['Enter'], does: 'send' },
  { keys: ['Shift', 'Enter'], does: 'line' },
];

export const CALL_KEYS: readonly Shortcut<CallKey>[] = CALL_SHORTCUTS.map(({ key, does }) => ({ keys: [key], does }));
