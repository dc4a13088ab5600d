import { useEffect, useRef } from 'react';
import type { Trouble } from '../devices';
import type { Current } from '../life';
import type { CallStore } from '../store';
import { clock, deviceAdvice, ending, whoOf } from '../say';
import { words } from '../../words';

interface Props {
  readonly store: CallStore;
  readonly current: Extract<Current, { phase: 'ended' }>;
  readonly trouble: { readonly microphone?: Trouble; readonly camera?: Trouble };
}

const READ_WITHIN_MS = 5000;

/** Why a call is over and what to do about it. What needs no answer goes away by itself. */
export function Ended({ store, current, trouble }: Props) {
  const { title, advice, callAgain } = ending(current, whoOf(current));
  const said = current.reason === 'no_microphone' ? deviceAdvice(trouble, false) : advice;
  const passing = said === undefined && !callAgain;
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  useEffect(() => {
    if (!passing) return;
    const timer = setTimeout(() => store.dismiss(), READ_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [store, passing]);
  return (
    <div ref={dialog} className="call call-screen" role="dialog" aria-modal="true" aria-label={title} tabIndex={-1}>
      <div className="call-who" role="alert">
        <h2 dir="auto">{title}</h2>
        {said !== undefined && <p>{said}</p>}
        {current.durationMs !== undefined && <p>{clock(current.durationMs)}</p>}
      </div>
      <div className="call-buttons">
        {callAgain && (
          <button type="button" onClick={() => store.place(current.peer, current.media)}>
            {words.call.callAgain}
          </button>
        )}
        <button type="button" onClick={() => store.dismiss()}>
          {words.call.close}
        </button>
      </div>
    </div>
  );
}
