import type { RefObject } from 'react';
import { words } from '../../words';
import { canShareScreen } from '../devices';
import type { Scene } from '../participation';
import type { CallStore } from '../store';
import { CallButton } from './CallButton';
import { OptionsMenu } from './OptionsMenu';

interface Props {
  readonly store: CallStore;
  readonly scene: Scene;
  readonly picture: RefObject<HTMLVideoElement | null>;
}

/** What one can do in a call. */
export function Controls({ store, scene, picture }: Props) {
  const { local, muted, camera, sharing } = scene;
  return (
    <div className="call-buttons call-controls">
      <CallButton icon={muted ? 'micOff' : 'mic'} label={words.call.mute} aria-pressed={muted} disabled={!local} onClick={() => store.setMuted(!muted)} />
      <CallButton icon={camera ? 'video' : 'videoOff'} label={words.call.camera} aria-pressed={camera} disabled={!local} onClick={() => store.setCamera(!camera)} />
      {canShareScreen() && (
        <CallButton
          icon="screen"
          label={sharing ? words.call.stopSharing : words.call.shareScreen}
          aria-pressed={sharing}
          disabled={!local}
          onClick={() => store.shareScreen(!sharing)}
        />
      )}
      <OptionsMenu store={store} scene={scene} picture={picture} />
      <CallButton icon="hangUp" label={words.call.hangUp} tone="no" onClick={() => store.hangUp()} />
    </div>
  );
}
