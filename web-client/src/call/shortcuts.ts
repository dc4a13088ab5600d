/** Keys of a call, as long as nobody is writing. What they do is named in the words. */
export const CALL_SHORTCUTS = [
  { key: 'm', does: 'mute' },
  { key: 'v', does: 'camera' },
  { key: 'Escape', does: 'minimise' },
] as const;

type CallAction = (typeof CALL_SHORTCUTS)[number]['does'];

/** What a key asks of the call; undefined where it is part of what somebody writes or chooses. */
export function callActionOf(event: KeyboardEvent): CallAction | undefined {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  if (event.target instanceof HTMLElement && isWriting(event.target)) return undefined;
  return CALL_SHORTCUTS.find(({ key }) => key === event.key || key === event.key.toLowerCase())?.does;
}

const isWriting = (target: HTMLElement): boolean =>
  target.isContentEditable || target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select, [role="menu"], [role="menu"] *');
