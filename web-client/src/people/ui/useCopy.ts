import { useEffect, useState } from 'react';
import { words } from '../../words';

const SAID_MS = 4_000;

/** Copies, and has a line that says whether the browser let us. */
export function useCopy(): { said: string; copy: (text: string) => void } {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(words.mine.copied),
      () => setSaid(words.mine.notCopied),
    );
  };
  return { said, copy };
}
