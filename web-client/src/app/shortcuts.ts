import { useEffect } from 'react';
import { plainKeyOf } from './plainKey';
import { go, type Route } from './router';

/** Keys that lead somewhere from anywhere, as long as nobody is writing. */
export const SHORTCUTS = [
  { key: '?', to: { screen: 'settings', section: 'shortcuts' } },
  { key: '1', to: { screen: 'chats' } },
  { key: '2', to: { screen: 'calls' } },
  { key: '3', to: { screen: 'people' } },
  { key: '4', to: { screen: 'settings' } },
  { key: 'a', to: { screen: 'add', address: '', name: '' } },
] as const satisfies readonly { key: string; to: Route }[];

export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const pressed = plainKeyOf(event);
      const found = SHORTCUTS.find(({ key }) => key === pressed);
      if (!found || isInDialog(event.target)) return;
      event.preventDefault();
      go(found.to);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** What a dialog asks comes first. */
const isInDialog = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[role="dialog"]') !== null;
