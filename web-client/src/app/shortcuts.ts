import { useEffect } from 'react';
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
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target)) return;
      const found = SHORTCUTS.find(({ key }) => key === event.key);
      if (!found) return;
      event.preventDefault();
      go(found.to);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="dialog"], [role="dialog"] *, [role="menu"] *'));
