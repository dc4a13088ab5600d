import { useEffect, useRef, useState } from 'react';

const HIDE_AFTER_MS = 4000;

/**
 * Whether controls stand back from the picture. Only a pointer that came to rest hides them: who uses the keyboard or a
 * screen reader, or wants less motion, has them always.
 */
export function useQuietControls(picture: boolean): { readonly quiet: boolean; readonly pointed: () => void; readonly pressed: () => void } {
  const [quiet, setQuiet] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const pressed = () => {
    clearTimeout(timer.current);
    setQuiet(false);
  };
  const pointed = () => {
    pressed();
    if (!picture || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    timer.current = setTimeout(() => {
      const busy = document.querySelector('[role="menu"]') ?? document.querySelector('.call-screen :focus-visible');
      if (!busy) setQuiet(true);
    }, HIDE_AFTER_MS);
  };
  return { quiet: quiet && picture, pointed, pressed };
}
