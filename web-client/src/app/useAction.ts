import { useState } from 'react';
import { WireError } from '../protocol';
import { words } from '../words';

const sentenceOf = (error: unknown): string => {
  if (error instanceof WireError) return words.error(error.code);
  reportError(error);
  return words.error('internal');
};

/** Something that a button starts and that may fail: whether it runs, and what to tell people when it failed. */
export function useAction(explain: (error: unknown) => string = sentenceOf) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = (action: () => Promise<unknown>): void => {
    setBusy(true);
    setProblem(undefined);
    action()
      .catch((error: unknown) => setProblem(explain(error)))
      .finally(() => setBusy(false));
  };
  return { busy, problem, setProblem, run };
}
