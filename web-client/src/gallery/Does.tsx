import { useEffect } from 'react';

/** What somebody does once the screen stands, to reach a state that only a hand can reach. */
export function Does({ act }: { act: () => void | Promise<void> }) {
  useEffect(() => {
    void acting(act);
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

/** Says in the page that it is not yet what it is to be; a picture waits for it. */
async function acting(act: () => void | Promise<void>): Promise<void> {
  document.documentElement.dataset.acting = '';
  try {
    await act();
  } finally {
    delete document.documentElement.dataset.acting;
  }
}

/** Resolves once there is an element like this. */
export const appears = (selector: string): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(selector)) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });
