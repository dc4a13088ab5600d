import { use, useEffect, useState } from 'react';
import { FullPage } from '../../app/FullPage';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { QrCode } from '../../people/ui/QrCode';
import { shortAddress } from '../../protocol/address';
import { Avatar } from '../../ui/Avatar';
import { Problem } from '../../ui/Field';
import { words } from '../../words';
import { linkUrlOf, shownCode } from '../linkCode';
import type { Adopt, NewDeviceState } from '../newDevice';
import { CheckNumber } from './CheckNumber';
import { NewDeviceContext } from './deviceContexts';

/** Before there is somebody: this browser becomes one more device of who they are elsewhere. */
export function NewDeviceScreen({ adopt, cancel }: { adopt: Adopt; cancel: () => void }) {
  const create = use(NewDeviceContext);
  const [device] = useState(() => create(adopt));
  const state = useStore(device);
  useEffect(() => {
    void device.start();
    return () => device.dispose();
  }, [device]);
  const again = () => void device.start();
  return (
    <FullPage title={state.phase === 'linked' ? words.newDevice.linked : words.newDevice.title}>
      <Stage state={state} again={again} accept={device.accept} />
      <button type="button" className="quiet" onClick={cancel}>
        {words.newDevice.cancel}
      </button>
    </FullPage>
  );
}

function Stage({ state, again, accept }: { state: NewDeviceState; again: () => void; accept: () => Promise<void> }) {
  switch (state.phase) {
    case 'opening':
      return <p role="status">{words.newDevice.opening}</p>;
    case 'waiting':
      return <Waiting state={state} />;
    case 'linked':
      return <Linked state={state} again={again} accept={accept} />;
    case 'over':
      return (
        <>
          <Problem text={state.why === 'expired' ? words.newDevice.expired : state.why === 'bad_signature' ? words.newDevice.badCertificate : words.error(state.why)} />
          <button type="button" className="primary large" onClick={again}>
            {words.newDevice.again}
          </button>
        </>
      );
    default:
      return state satisfies never;
  }
}

function Waiting({ state: { link, check } }: { state: Extract<NewDeviceState, { phase: 'waiting' }> }) {
  return (
    <>
      <ol className="device-steps">
        <li>{words.newDevice.open}</li>
        <li>
          {words.newDevice.scan}
          <div className="device-code">
            <QrCode text={linkUrlOf(link)} label={words.newDevice.codeLabel} />
            <p>{words.newDevice.typed}</p>
            <p className="check-number" dir="ltr">
              {shownCode(link.code)}
            </p>
          </div>
        </li>
        <li>
          {words.newDevice.compare}
          <CheckNumber groups={check} />
        </li>
      </ol>
      <p role="status" className="muted">
        {words.newDevice.waiting}
      </p>
    </>
  );
}

interface LinkedProps {
  readonly state: Extract<NewDeviceState, { phase: 'linked' }>;
  readonly again: () => void;
  readonly accept: () => Promise<void>;
}

/** Whoever guesses or reads a code could make this device theirs; so the person looks first. */
function Linked({ state: { address, name }, again, accept }: LinkedProps) {
  const { busy, problem, run } = useAction((error) => {
    reportError(error);
    return words.welcome.failed;
  });
  return (
    <>
      <div className="person" role="status">
        <Avatar name={name} address={address} size="xl" />
        <p className="person-name" dir="auto">
          {name || words.people.noName}
        </p>
        <p className="person-address" dir="ltr">
          {shortAddress(address)}
        </p>
        <p className="muted">{words.newDevice.isItYou}</p>
      </div>
      <Problem text={problem} />
      <button type="button" className="primary large" disabled={busy} onClick={() => run(accept)}>
        {words.newDevice.accept}
      </button>
      <button type="button" onClick={again}>
        {words.newDevice.notMe}
      </button>
    </>
  );
}
