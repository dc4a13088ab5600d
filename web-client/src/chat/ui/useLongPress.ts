import { type PointerEvent, useEffect, useRef } from 'react';

const LONG_MS = 450;

/** Handlers for an element that a finger may rest on. Not every phone says `contextmenu` for it (iOS). */
export function useLongPress(act: (at: HTMLElement) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const stop = () => clearTimeout(timer.current);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      stop();
      const inner = event.target instanceof Element && event.target.closest('a, button');
      const at = event.currentTarget;
      if (event.pointerType !== 'touch' || (inner && inner !== at)) return;
      timer.current = setTimeout(() => act(at), LONG_MS);
    },
    onPointerUp: stop,
    // Whoever scrolls does not press.
    onPointerCancel: stop,
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (Math.abs(event.movementX) + Math.abs(event.movementY) > 4) stop();
    },
  };
}
