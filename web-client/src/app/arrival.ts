import { type RefObject, useEffect, useRef } from 'react';

const WIDE = '(min-width: 800px)';

/**
 * Takes the focus along when another screen comes to the front: to its heading, or back to what led away from it. A screen that
 * puts the focus somewhere itself is left alone; where list and detail stand side by side, so is a focus that is still there.
 */
export function useArrival(shell: RefObject<HTMLElement | null>, href: string, detail: boolean): void {
  const before = useRef(href);
  useEffect(() => {
    const from = before.current;
    before.current = href;
    if (from === href || !shell.current) return;
    const pane = shell.current.querySelector<HTMLElement>(detail ? '.detail-pane' : '.list-pane');
    if (pane) arrive(pane, from);
  }, [shell, href, detail]);
}

function arrive(pane: HTMLElement, from: string): void {
  const focused = document.activeElement;
  if (focused?.closest('[role="dialog"], [role="alertdialog"]')) return;
  if (pane.contains(focused)) return;
  if (focused && focused !== document.body && matchMedia(WIDE).matches) return;
  const links = [...pane.querySelectorAll<HTMLElement>('a[href]')];
  const target = links.find((link) => link.getAttribute('href') === from) ?? pane.querySelector<HTMLElement>('h1') ?? pane;
  if (!(target instanceof HTMLAnchorElement)) target.tabIndex = -1;
  target.focus();
}

/** Past the navigation, to what this page is about. */
export function skipToContent(shell: HTMLElement | null): void {
  const detail = shell?.dataset.detail === 'true' || matchMedia(WIDE).matches;
  const pane = shell?.querySelector<HTMLElement>(detail ? '.detail-pane' : '.list-pane');
  const target = pane?.querySelector<HTMLElement>('h1') ?? pane;
  if (!target) return;
  target.tabIndex = -1;
  target.focus();
}
