import { useEffect } from 'react';
import { go } from '../../app/router';
import { shortAddress } from '../../protocol/address';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import type { Ringing } from '../life';
import { whoOf } from '../say';
import type { CallStore } from '../store';
import { CallButton } from './CallButton';
import { CallerMenu } from './CallerMenu';
import { CallDialog } from './CallDialog';
import { Who } from './Who';

interface Props {
  readonly store: CallStore;
  readonly ringing: Ringing;
  /** There is a call already: this one is a card over it. */
  readonly waiting: boolean;
}

/** A call that rings: the whole page, or a card over the call that one is in. */
export function Incoming({ store, ringing, waiting }: Props) {
  const { call, media } = ringing;
  const title = words.call.rings(whoOf(ringing), media);
  useEffect(() => store.drawn(call), [store, call]);
  if (waiting) {
    return (
      <div className="call call-card" role="dialog" aria-modal="false" aria-label={title}>
        <Who party={ringing} size="m">
          <About ringing={ringing} />
          <p>{words.call.replaces}</p>
        </Who>
        <Answers store={store} ringing={ringing} />
      </div>
    );
  }
  return (
    <CallDialog title={title} className={ringing.silenced ? '' : 'call-incoming'} onEscape={() => store.silence(call)}>
      <Who party={ringing}>
        <About ringing={ringing} />
      </Who>
      <Answers store={store} ringing={ringing} />
    </CallDialog>
  );
}

function About({ ringing: { known, media, peer, silenced, silent } }: { ringing: Ringing }) {
  return (
    <>
      <p>{words.call.kind(media)}</p>
      {!known && (
        <p className="call-stranger">
          <Icon name="info" size={16} />
          <span>
            {words.call.stranger} · {shortAddress(peer)}
          </span>
        </p>
      )}
      {silent ? <p>{words.call.silent}</p> : silenced && <p role="status">{words.call.silenced}</p>}
    </>
  );
}

function Answers({ store, ringing: { call, peer, media, silenced, known } }: Omit<Props, 'waiting'>) {
  const write = () => {
    store.reject(call);
    go({ screen: 'chat', peer });
  };
  return (
    <div className="call-answers">
      <div className="call-quiet">
        {media === 'video' && (
          <button type="button" onClick={() => store.acceptWithoutVideo(call)}>
            {words.call.answerWithoutVideo}
          </button>
        )}
        <button type="button" onClick={write}>
          {words.call.messageInstead}
        </button>
        {!silenced && (
          <button type="button" onClick={() => store.silence(call)}>
            {words.call.silence}
          </button>
        )}
        {!known && <CallerMenu peer={peer} blocked={() => store.reject(call)} />}
      </div>
      <div className="call-buttons">
        <CallButton icon="hangUp" label={words.call.decline} tone="no" onClick={() => store.reject(call)} />
        <CallButton icon={media === 'video' ? 'video' : 'calls'} label={words.call.answer} tone="yes" onClick={() => store.accept(call)} />
      </div>
    </div>
  );
}
