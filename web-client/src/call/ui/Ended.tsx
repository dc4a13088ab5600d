import { useEffect } from 'react';
import { go, goInstead, type Route } from '../../app/router';
import { Avatar } from '../../ui/Avatar';
import { words } from '../../words';
import { leaveCall } from '../address';
import type { Trouble } from '../devices';
import type { IceTrouble } from '../iceTrouble';
import type { Current } from '../life';
import { clock, deviceAdvice, ending, whoOf } from '../say';
import type { CallStore } from '../store';
import { CallDialog } from './CallDialog';

interface Props {
  readonly store: CallStore;
  readonly current: Extract<Current, { phase: 'ended' }>;
  readonly trouble: { readonly microphone?: Trouble; readonly camera?: Trouble };
  readonly iceTrouble: IceTrouble | undefined;
  /** The call covered the page; else its end is a card in a corner of what somebody looks at. */
  readonly full: boolean;
}

const READ_WITHIN_MS = 5000;

/** Why a call is over and what to do about it. What needs no answer goes away by itself. */
export function Ended({ store, current, trouble, iceTrouble, full }: Props) {
  const { title, advice, callAgain, check } = ending(current, whoOf(current), iceTrouble);
  const said = current.reason === 'no_microphone' ? deviceAdvice(trouble, false) : advice;
  const passing = said === undefined && !callAgain;
  const { peer, media } = current;
  const talked = current.durationMs !== undefined;
  useEffect(() => {
    if (!passing) return;
    const timer = setTimeout(() => {
      leaveCall(peer);
      store.dismiss();
    }, READ_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [store, passing, peer]);
  const close = () => {
    if (full) leaveCall(peer);
    store.dismiss();
  };
  const leaveFor = (to: Route) => {
    store.dismiss();
    (full ? goInstead : go)(to);
  };
  const content = (
    <>
      <div className="call-who" role="alert">
        <Avatar name={whoOf(current)} address={peer} size={full ? 'xl' : 'm'} />
        <p className="call-name call-title" dir="auto">
          {title}
        </p>
        {current.message !== undefined && (
          <blockquote className="call-message" dir="auto" aria-label={words.call.theirMessage(whoOf(current))}>
            {current.message}
          </blockquote>
        )}
        {said !== undefined && <p>{said}</p>}
        {talked && <p>{words.call.talked(whoOf(current), clock(current.durationMs ?? 0))}</p>}
      </div>
      <div className="call-next">
        {callAgain && (
          <button type="button" className="primary" onClick={() => store.place(peer, media)}>
            {words.call.callAgain}
          </button>
        )}
        {current.reason !== 'bad_address' && (
          <button type="button" onClick={() => leaveFor({ screen: 'chat', peer })}>
            {talked ? words.call.write : words.call.messageInstead}
          </button>
        )}
        {check && (
          <button type="button" onClick={() => leaveFor({ screen: 'settings', section: check })}>
            {words.call.checks[check]}
          </button>
        )}
        <button type="button" onClick={close}>
          {words.call.close}
        </button>
      </div>
    </>
  );
  return full ? (
    <CallDialog title={title} onEscape={close}>
      {content}
    </CallDialog>
  ) : (
    <div className="call call-card" role="dialog" aria-modal="false" aria-label={title}>
      {content}
    </div>
  );
}
