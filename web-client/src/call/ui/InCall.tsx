import { useEffect, useRef } from 'react';
import { hrefOf } from '../../app/router';
import { preferences } from '../../settings/preferences';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import { leaveCall } from '../address';
import type { Current } from '../life';
import type { Scene } from '../participation';
import { deviceAdvice, whoOf } from '../say';
import type { CallStore } from '../store';
import { Badges } from './Badges';
import { CallDialog } from './CallDialog';
import { Controls } from './Controls';
import { Picture } from './Playback';
import { Status } from './Status';
import { useQuietControls } from './useQuietControls';
import { Who } from './Who';

interface Props {
  readonly store: CallStore;
  readonly current: Exclude<Current, { phase: 'ended' }>;
  readonly scene: Scene;
}

/** The call that this device takes part in, over the whole page. */
export function InCall({ store, current, scene }: Props) {
  const who = whoOf(current);
  const { remote, remotePicture } = scene;
  const picture = useRef<HTMLVideoElement>(null);
  const { quiet, pointed, pressed } = useQuietControls(remotePicture);
  const minimise = () => leaveCall(current.peer);
  useEffect(
    () => () => {
      if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
    },
    [],
  );
  return (
    <CallDialog
      title={words.call.withPerson(who)}
      className={`${remotePicture ? 'call-pictured' : ''} ${quiet ? 'call-at-rest' : ''}`}
      onEscape={minimise}
      onPointerMove={pointed}
      onPointerDown={pointed}
      onKeyDown={pressed}
    >
      {remote && remotePicture && <Picture stream={remote} label={words.call.videoOf(who)} className="call-remote" video={picture} />}
      <div className="call-top">
        <IconButton icon="minimise" label={words.call.minimise} onClick={minimise} />
        {remotePicture && (
          <div className="call-line">
            <p className="call-name" dir="auto">
              {who}
            </p>
            <p role="status">
              <Status current={current} />
            </p>
          </div>
        )}
        <Badges {...scene} />
      </div>
      <div className="call-middle">
        {!remotePicture && (
          <Who party={current}>
            <p role="status">
              <Status current={current} />
            </p>
          </Who>
        )}
        <Notes store={store} current={current} scene={scene} />
      </div>
      <div className="call-bottom">
        <OwnPicture store={store} scene={scene} />
        <Controls store={store} scene={scene} picture={picture} />
      </div>
    </CallDialog>
  );
}

/** What one should know: about the other's side, and about one's own devices. */
function Notes({ store, current, scene: { trouble, theyMuted, remotePicture, sharing, instead } }: Props) {
  const advice = deviceAdvice(trouble, current.phase !== 'calling');
  const who = whoOf(current);
  const tryAgain = () => {
    if (trouble.microphone) store.useMicrophone(preferences.getSnapshot().microphone);
    if (trouble.camera) store.setCamera(true);
  };
  return (
    <div className="call-notes">
      <div role="status">
        {theyMuted && <p>{words.call.theyMuted(who)}</p>}
        {current.phase === 'talking' && current.media === 'video' && !remotePicture && <p>{words.call.theirCameraOff(who)}</p>}
        {sharing && <p>{words.call.sharing}</p>}
        {instead && <p>{words.call.instead[instead.kind](instead.label)}</p>}
        {current.phase === 'talking' && current.interrupted && <p>{words.call.interruptedAdvice}</p>}
      </div>
      {advice !== '' && (
        <div className="call-advice">
          <p role="alert">{advice}</p>
          <button type="button" onClick={tryAgain}>
            {words.call.tryAgain}
          </button>
          <a className="button quiet" href={hrefOf({ screen: 'settings', section: 'media' })}>
            {words.call.checks.media}
          </a>
        </div>
      )}
    </div>
  );
}

function OwnPicture({ store, scene: { local, camera, sharing, devices } }: Omit<Props, 'current'>) {
  if (!local || !(camera || sharing)) return null;
  return (
    <div className="call-own">
      <Picture stream={local} label={sharing ? words.call.ownScreen : words.call.ownVideo} className={sharing ? 'call-screen-shared' : 'call-mirror'} />
      {camera && devices.cameras.length > 1 && <IconButton icon="flip" label={words.call.flip} onClick={() => store.flipCamera()} />}
    </div>
  );
}
