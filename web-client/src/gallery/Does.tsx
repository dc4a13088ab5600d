import { useEffect } from 'react';

/** What somebody does once the screen stands, to reach a state that only a hand can reach. */
export function Does({ act }: { act: () => void }) {
  useEffect(() => {
    act();
    // Once: the picture is of what came of it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return null;
}

/** Types into a field, as if by keyboard. */
export function type(selector: string, text: string): void {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) return;
  // React listens for changes of the value that it did not make itself.
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

export const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();
