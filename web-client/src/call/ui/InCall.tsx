import { useEffect, useRef } from 'react';
import type { Current } from '../life';
import type { Scene } from '../participation';
import type { CallStore } from '../store';
import { deviceAdvice, whoOf } from '../say';
import { words } from '../../words';
import { Playback } from './Playback';
import { Timer } from './Timer';

interface Props {
  readonly store: CallStore;
  readonly current: Exclude<Current, { phase: 'ended' }>;
  readonly scene: Scene;
}

/** The call that this device takes part in, from the press of a button to the end. */
export function InCall({ store, current, scene }: Props) {
  const who = whoOf(current);
  const { local, remote, remotePicture, muted, camera, trouble } = scene;
  const advice = deviceAdvice(trouble, current.phase !== 'calling');
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  return (
    <div ref={dialog} className="call call-screen" role="dialog" aria-modal="true" aria-label={words.call.withPerson(who)} tabIndex={-1}>
      {remote && <Playback stream={remote} label={words.call.videoOf(who)} className={remotePicture ? 'call-remote' : 'call-unseen'} />}
      <div className={remotePicture ? 'call-who call-over-picture' : 'call-who'}>
        <h2 dir="auto">{who}</h2>
        <p role="status">
          <Status current={current} />
        </p>
        {advice !== '' && (
          <p className="call-advice" role="alert">
            {advice}
          </p>
        )}
      </div>
      {camera && local && <Playback stream={local} label={words.call.ownVideo} className="call-own" silent />}
      <div className="call-buttons">
        <button type="button" aria-pressed={muted} disabled={!local} onClick={() => store.setMuted(!muted)}>
          {words.call.mute}
        </button>
        <button type="button" aria-pressed={camera} disabled={!local} onClick={() => store.setCamera(!camera)}>
          {words.call.camera}
        </button>
        <button type="button" className="call-no" onClick={() => store.hangUp()}>
          {words.call.hangUp}
        </button>
      </div>
    </div>
  );
}

function Status({ current }: { current: Props['current'] }) {
  switch (current.phase) {
    case 'calling':
      return words.call.progress[current.progress];
    case 'connecting':
      return words.call.connecting;
    case 'talking':
      return current.interrupted ? words.call.interrupted : <Timer since={current.since} />;
    default:
      return current satisfies never;
  }
}
