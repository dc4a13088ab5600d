import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import { openCall } from '../address';
import type { Current } from '../life';
import type { Scene } from '../participation';
import { whoOf } from '../say';
import type { CallStore } from '../store';
import { Picture } from './Playback';
import { Status } from './Status';

interface Props {
  readonly store: CallStore;
  readonly current: Exclude<Current, { phase: 'ended' }>;
  readonly scene: Scene;
}

/** The call while one looks at something else: a bar on a phone, a small panel with the picture where there is room. */
export function Minimised({ store, current, scene: { local, muted, remote, remotePicture } }: Props) {
  const who = whoOf(current);
  return (
    <section className="call call-mini" aria-label={words.call.withPerson(who)}>
      {remote && remotePicture && <Picture stream={remote} label={words.call.videoOf(who)} className="call-mini-picture" />}
      <div className="call-mini-line">
        <button type="button" className="call-mini-open" aria-label={words.call.backToCall} title={words.call.backToCall} onClick={() => openCall(current.call)}>
          <Avatar name={who} address={current.peer} size="s" />
          <Icon name="expand" size={20} />
        </button>
        <div className="call-mini-text">
          <p className="call-mini-name" dir="auto">
            {who}
          </p>
          <p role="status">
            <Status current={current} />
          </p>
        </div>
        <IconButton icon={muted ? 'micOff' : 'mic'} label={words.call.mute} aria-pressed={muted} disabled={!local} onClick={() => store.setMuted(!muted)} />
        <IconButton icon="hangUp" label={words.call.hangUp} className="call-mini-no" onClick={() => store.hangUp()} />
      </div>
    </section>
  );
}
