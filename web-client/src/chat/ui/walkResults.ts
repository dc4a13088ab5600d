import type { KeyboardEvent } from 'react';

/** Arrows lead from the field through what was found and back, Enter in the field takes the first, Escape begins anew. */
export function walkResults(event: KeyboardEvent<HTMLElement>, clear: () => void): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || event.nativeEvent.isComposing) return;
  const field = currentTarget.querySelector<HTMLInputElement>('input[type="search"]');
  const all = [...currentTarget.querySelectorAll<HTMLElement>('.results a[href]')];
  const at = all.indexOf(target);
  if (target !== field && at < 0) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step !== undefined) {
    const next = at + step < 0 ? field : all[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  } else if (key === 'Enter' && target === field) {
    all[0]?.click();
  } else if (key === 'Escape' && at >= 0) {
    event.preventDefault();
    clear();
    field?.focus();
  }
}
