import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import type { ConversationView } from '..';
import type { Row } from './rows';

/** For so long the message that somebody was led to stands out. */
const POINTED_MS = 2_000;

interface Options {
  readonly conversation: ConversationView;
  readonly rows: readonly Row[];
  /** The message that the address leads to. */
  readonly at: string | undefined;
  readonly run: (action: () => Promise<unknown>) => void;
  readonly toRow: (index: number) => void;
  readonly onMissing: () => void;
  /** The way is over, whatever came of it. */
  readonly onLed: () => void;
}

interface Jump {
  /** The key of the row that stands out. */
  readonly pointed: string | undefined;
  readonly jump: (message: string) => void;
}

/** Leads to a message, which is read first where it is not here. */
export function useJump({ conversation, rows, at, run, toRow, onMissing, onLed }: Options): Jump {
  const [sought, setSought] = useState(at === undefined ? undefined : { message: at });
  const [before, setBefore] = useState(at);
  if (before !== at) {
    setBefore(at);
    if (at !== undefined) setSought({ message: at });
  }
  const index = sought ? rows.findIndex((row) => row.kind === 'message' && row.message.message === sought.message) : -1;
  const isHere = index >= 0;

  const end = useEffectEvent(() => {
    setSought(undefined);
    onLed();
  });
  const seek = useEffectEvent((message: string) => {
    if (isHere) return;
    run(async () => {
      const found = await conversation.reach(message).catch((error: unknown) => {
        end();
        throw error;
      });
      if (found) return;
      end();
      onMissing();
    });
  });
  useEffect(() => {
    if (sought) seek(sought.message);
  }, [sought]);

  const arrive = useEffectEvent(() => toRow(index));
  useLayoutEffect(() => {
    if (isHere) arrive();
  }, [isHere, sought]);
  useEffect(() => {
    if (!isHere) return;
    const timer = setTimeout(() => end(), POINTED_MS);
    return () => clearTimeout(timer);
  }, [isHere, sought]);

  const jump = useCallback((message: string) => setSought({ message }), []);
  return { pointed: rows[index]?.key, jump };
}
