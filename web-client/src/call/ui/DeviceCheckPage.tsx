import './deviceCheck.css';
import { type ReactNode, use, useEffect, useId, useState } from 'react';
import { useStore } from '../../app/useStore';
import { preferences } from '../../settings/preferences';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { canChooseSpeaker, type Device, type Trouble } from '../devices';
import type { Kind } from '../deviceCheck';
import { browserFamily } from '../browserFamily';
import { DeviceCheckContext } from './deviceCheckContext';
import { Picture } from './Playback';

/** Microphone, camera and loudspeaker, to try and to choose before a call. */
export function DeviceCheckPage() {
  const create = use(DeviceCheckContext);
  const [check] = useState(create);
  const { opening, stream, microphone, camera, devices, level, heard, tone } = useStore(check);
  const again = () => void check.start();
  useEffect(() => {
    void check.start();
    return () => check.dispose();
  }, [check]);
  const chooser = (kind: Kind, title: string, options: readonly Device[]) => (
    <Chooser kind={kind} title={title} devices={options} choose={(id) => check.choose(kind, id)} />
  );
  return (
    <>
      <p role="status" className="hint">
        {opening ? `${words.check.opening} ${words.check.openingText}` : words.check.kept}
      </p>
      <section className="card">
        <h2>{words.check.microphone}</h2>
        {microphone ? (
          <Troubled device="microphone" trouble={microphone} again={again} />
        ) : (
          stream && <Level level={level} heard={heard} />
        )}
        {chooser('microphone', words.check.microphone, devices.microphones)}
      </section>
      <section className="card">
        <h2>{words.check.camera}</h2>
        {camera ? (
          // One permission is asked for both: what to do is said once.
          <Troubled device="camera" trouble={camera} again={again} brief={camera === microphone} />
        ) : (
          stream && <Picture stream={stream} label={words.check.preview} className="trial-picture" />
        )}
        {chooser('camera', words.check.camera, devices.cameras)}
      </section>
      <section className="card">
        <h2>{words.check.speaker}</h2>
        <p>{words.check.speakerText}</p>
        <div className="buttons">
          <button type="button" disabled={tone === 'playing'} onClick={() => void check.playTone()}>
            <Icon name="speaker" size={20} />
            {words.check.play}
          </button>
        </div>
        <p role="status" className="hint">
          {tone && words.check[tone]}
        </p>
        {canChooseSpeaker() ? chooser('speaker', words.check.speaker, devices.speakers) : <p className="hint">{words.check.bySystem}</p>}
      </section>
    </>
  );
}

/** How loud one is, and once that it was enough. */
function Level({ level, heard }: { level: number; heard: boolean }) {
  return (
    <>
      <p role="status">{heard ? words.check.heard : words.check.speak}</p>
      <meter className="trial-level" aria-label={words.check.level} min={0} max={1} value={level} />
    </>
  );
}

function Troubled({ device, trouble, again, brief = false }: { device: 'microphone' | 'camera'; trouble: Trouble; again: () => void; brief?: boolean }) {
  return (
    <div role="alert" className="trial-trouble">
      <p className="trial-title">
        <Icon name={device === 'microphone' ? 'micOff' : 'videoOff'} size={20} />
        {words.check.troubles[trouble][device]}
      </p>
      {!brief && (
        <>
          <Help trouble={trouble} />
          <div className="buttons">
            <button type="button" className="primary" onClick={again}>
              {words.check.again}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

function Help({ trouble }: { trouble: Trouble }): ReactNode {
  switch (trouble) {
    case 'refused':
      return (
        <ol className="trial-steps">
          {words.check.steps[browserFamily()].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      );
    case 'none':
      return <p>{words.check.none}</p>;
    case 'in_use':
      return <p>{words.check.inUse}</p>;
    case 'insecure_page':
      return <p>{words.check.insecure}</p>;
    case 'unknown':
      return <p>{words.check.unknown}</p>;
    default:
      return trouble satisfies never;
  }
}

function Chooser({ kind, title, devices, choose }: { kind: Kind; title: string; devices: readonly Device[]; choose: (id: string) => void }) {
  const id = useId();
  const chosen = useStore(preferences)[kind];
  if (devices.length === 0) return null;
  return (
    <div className="field">
      <label htmlFor={id} className="visually-hidden">
        {title}
      </label>
      {/* A device that is not there now is remembered, and the browser chooses meanwhile. */}
      <select id={id} value={devices.some((device) => device.id === chosen) ? chosen : ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{words.call.chosenByBrowser}</option>
        {devices.map((device) => (
          <option key={device.id} value={device.id}>
            {device.label}
          </option>
        ))}
      </select>
    </div>
  );
}
