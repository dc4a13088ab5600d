import { preferences } from '../settings/preferences';

/**
 * The key that somebody pressed by itself; undefined where it is part of what they write or choose, and where they switched
 * single keys off: who speaks to the computer presses many by accident (WCAG 2.1.4).
 */
export function plainKeyOf(event: KeyboardEvent): string | undefined {
  if (!preferences.getSnapshot().singleKeys) return undefined;
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  return event.target instanceof HTMLElement && isWriting(event.target) ? undefined : event.key;
}

const isWriting = (target: HTMLElement): boolean =>
  target.isContentEditable || target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select, [role="menu"], [role="menu"] *');
