import { type ReactNode, useEffect } from 'react';

/** What somebody does on a page to get to its state; controls are found by a selector. */
export type Act =
  | { readonly press: string }
  | { readonly on: string; readonly key: string }
  | { readonly into: string; readonly type: string }
  | { readonly into: string; readonly choose: string };

/** Draws a page and then acts on it, as somebody would. */
export function Acting({ acts, children }: { acts: readonly Act[]; children: ReactNode }) {
  useEffect(() => void play(acts), [acts]);
  return children;
}

async function play(acts: readonly Act[]): Promise<void> {
  for (const act of acts) {
    await present('press' in act ? act.press : 'on' in act ? act.on : act.into);
    if ('on' in act) document.querySelector(act.on)?.dispatchEvent(new KeyboardEvent('keydown', { key: act.key, bubbles: true }));
    else if ('press' in act) document.querySelector<HTMLElement>(act.press)?.click();
    else if ('type' in act) type(act.into, act.type);
    else choose(act.into, act.choose);
    // What somebody did counts for the next thing once it is drawn.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Some things come only once something was read or reckoned. */
async function present(selector: string): Promise<void> {
  for (let tries = 0; tries < 100 && !document.querySelector(selector); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** React hears of a value only when it was set behind its back. */
function type(selector: string, text: string): void {
  const input = document.querySelector<HTMLInputElement>(selector);
  if (!input) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function choose(selector: string, name: string): void {
  const input = document.querySelector<HTMLInputElement>(selector);
  if (!input) return;
  const chosen = new DataTransfer();
  chosen.items.add(new File(['{}'], name));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
