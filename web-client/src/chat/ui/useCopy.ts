import { useCallback, useEffect, useState } from 'react';
import { words } from '../../words';

const SHOWN_MS = 2_500;

interface Copying {
  readonly notice: string;
  readonly say: (notice: string) => void;
  readonly copy: (text: string) => void;
}

/** Puts text on the clipboard; `notice` says for a moment what came of it, or what else is to be said. */
export function useCopy(): Copying {
  const [notice, setNotice] = useState('');
  useEffect(() => {
    if (notice === '') return;
    const timer = setTimeout(() => setNotice(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const copy = useCallback((text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setNotice(words.conversation.copied),
      () => setNotice(words.conversation.notCopied),
    );
  }, []);
  return { notice, say: setNotice, copy };
}
