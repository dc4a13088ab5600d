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

/** Asks for what can be done with something, as the other button of a mouse does. */
export async function askForMenu(selector: string): Promise<void> {
  await appears(selector);
  document.querySelector(selector)?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
  await appears('[role=menuitem]');
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

/** Resolves once a list that finds its place by itself has found it. */
export async function stands(selector: string): Promise<void> {
  await appears(selector);
  let before = '';
  for (let frames = 0; frames < 12; frames++) {
    await new Promise(requestAnimationFrame);
    const list = document.querySelector(selector);
    const now = `${list?.scrollTop} ${list?.scrollHeight}`;
    if (now !== before) frames = 0;
    before = now;
  }
}
