import { type ReactNode, useEffect, useState } from 'react';
import { preferences } from '../settings/preferences';
import { type Language, languageOfBrowser, speak } from '../words';
import { useStore } from './useStore';

/** Draws what it holds in the colours and the language that somebody chose, and anew when they choose others. */
export function Face({ children }: { children: ReactNode }) {
  const { theme, language } = useStore(preferences);
  const wanted = language === 'system' ? languageOfBrowser() : language;
  const [spoken, setSpoken] = useState<Language>();
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    let current = true;
    // Words that could not be loaded are better in English than not at all.
    speak(wanted)
      .catch(() => speak('en'))
      .then(() => {
        if (current) setSpoken(wanted);
      }, reportError);
    return () => {
      current = false;
    };
  }, [wanted]);
  return spoken && <div key={spoken} className="face">{children}</div>;
}
