import { useEffect } from 'react';
import { plainKeyOf } from './plainKey';
import { go, type Route, routeOf } from './router';

/** Keys that lead somewhere from anywhere, as long as nobody is writing. */
export const SHORTCUTS = [
  { key: '?', to: { screen: 'settings', section: 'shortcuts' } },
  { key: '1', to: { screen: 'chats' } },
  { key: '2', to: { screen: 'calls' } },
  { key: '3', to: { screen: 'people' } },
  { key: '4', to: { screen: 'settings' } },
  { key: 'a', to: { screen: 'add', address: '', name: '' } },
  { key: '/', to: (from) => ({ screen: 'chats', query: from.screen === 'chats' ? (from.query ?? '') : '' }) },
  { key: 'f', to: (from) => (from.screen === 'chat' ? { screen: 'search', peer: from.peer, query: '' } : undefined) },
] as const satisfies readonly { key: string; to: Route | ((from: Route) => Route | undefined) }[];

export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const pressed = plainKeyOf(event);
      const found = SHORTCUTS.find(({ key }) => key === pressed);
      const to = typeof found?.to === 'function' ? found.to(routeOf(location.hash)) : found?.to;
      if (!to || isInDialog(event.target)) return;
      event.preventDefault();
      go(to);
      // Where the list stands already, nothing comes to the front that would take the focus.
      if (found?.key === '/') document.querySelector<HTMLElement>('.list-pane input[type="search"]')?.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** What a dialog asks comes first. */
const isInDialog = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[role="dialog"]') !== null;
