import { useEffect, useRef } from 'react';
import { shortAddress } from '../../protocol/address';
import type { Ringing } from '../life';
import type { CallStore } from '../store';
import { whoOf } from '../say';
import { words } from '../../words';

/** A call that rings: the whole page, or a card over the call that one is in. */
export function Incoming({ store, ringing, waiting }: { store: CallStore; ringing: Ringing; waiting: boolean }) {
  const { call, media, known, peer } = ringing;
  const who = whoOf(ringing);
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Not on a button: whoever is typing must not answer with the next space.
    if (!waiting) dialog.current?.focus();
    store.drawn(call);
  }, [store, call, waiting]);
  return (
    <div
      ref={dialog}
      className={waiting ? 'call call-waiting' : 'call call-screen'}
      role="dialog"
      aria-modal={!waiting}
      aria-label={words.call.rings(who, media)}
      tabIndex={-1}
    >
      <div className="call-who">
        <h2 dir="auto">{who}</h2>
        <p>{words.call.kind(media)}</p>
        {!known && (
          <p className="call-stranger">
            {words.call.stranger} · {shortAddress(peer)}
          </p>
        )}
        {waiting && <p>{words.call.replaces}</p>}
      </div>
      <div className="call-buttons">
        <button type="button" className="call-no" onClick={() => store.reject(call)}>
          {words.call.decline}
        </button>
        <button type="button" className="call-yes" onClick={() => store.accept(call)}>
          {words.call.answer}
        </button>
      </div>
    </div>
  );
}
