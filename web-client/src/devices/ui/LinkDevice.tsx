import { use, useEffect, useState } from 'react';
import { goInstead, hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { WireError } from '../../protocol';
import { BackLink } from '../../ui/BackLink';
import { Empty } from '../../ui/Empty';
import { Field, Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { checkNumberOf } from '../checkNumber';
import { SwappedKey, type WaitingDevice } from '../deviceBook';
import { type LinkCode, linkCodeOf } from '../linkCode';
import { CheckNumber } from './CheckNumber';
import { DeviceBookContext } from './deviceContexts';

/** Lets another device in. Opened empty, or by the code that the other shows. */
export function LinkDevice({ given }: { given: LinkCode }) {
  const { link } = useSession();
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'settings', section: 'devices' }} />
        <h1>{words.linkDevice.title}</h1>
      </header>
      <div className="scroll padded" tabIndex={0}>
        {!link.holdsKey ? (
          <Empty icon="key" title={words.linkDevice.notHere} text={words.linkDevice.notHereText} />
        ) : given.code === '' ? (
          <EnterCode />
        ) : (
          <Admit given={given} />
        )}
      </div>
    </>
  );
}

function EnterCode() {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (): void => {
    const code = linkCodeOf(text);
    if (code) goInstead({ screen: 'link', ...code });
    else setWrong(true);
  };
  return (
    <form
      noValidate
      className="device-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ol className="device-steps">
        <li>{words.linkDevice.openThere}</li>
        <li>{words.linkDevice.chooseThere}</li>
        <li>{words.linkDevice.readHere}</li>
      </ol>
      <a className="button primary" href={hrefOf({ screen: 'scan' })}>
        <Icon name="scan" size={22} />
        {words.linkDevice.scan}
      </a>
      <p className="or" aria-hidden="true">
        {words.add.or}
      </p>
      <Field
        label={words.linkDevice.code}
        hint={words.linkDevice.codeHint}
        problem={wrong ? words.linkDevice.badCode : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        required
      />
      <button>{words.linkDevice.go}</button>
    </form>
  );
}

const explain = (error: unknown): string => {
  if (error instanceof SwappedKey) return words.linkDevice.swapped;
  if (error instanceof WireError) {
    if (error.code === 'not_found') return words.linkDevice.unknown;
    if (error.code === 'conflict') return words.linkDevice.used;
    if (error.code === 'quota_exceeded') return words.linkDevice.tooMany;
    return words.error(error.code);
  }
  reportError(error);
  return words.error('internal');
};

interface Found {
  readonly device: WaitingDevice;
  readonly check: readonly string[];
}

function Admit({ given }: { given: LinkCode }) {
  const { link, contacts } = useSession();
  const create = use(DeviceBookContext);
  const [book] = useState(() => create(link));
  const [found, setFound] = useState<Found>();
  const [done, setDone] = useState(false);
  const { busy, problem, run } = useAction(explain);
  const { code, key } = given;
  const look = () =>
    run(async () => {
      const device = await book.find({ code, key });
      setFound({ device, check: await checkNumberOf(device.key, device.device) });
    });
  // Once: the screen is of this code and never of another.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(look, []);
  if (done) return <Done name={found?.device.name ?? words.devices.unnamed} />;
  if (!found) {
    return problem === undefined ? (
      <p role="status">{words.linkDevice.looking}</p>
    ) : (
      <Failed problem={problem} again={look} busy={busy} />
    );
  }
  return (
    <section className="card device-admit" aria-labelledby="device-found">
      <h2 id="device-found">
        <bdi>{found.device.name ?? words.devices.unnamed}</bdi>
      </h2>
      <p>{words.linkDevice.compare}</p>
      <CheckNumber groups={found.check} />
      <p className="device-warning">
        <Icon name="warning" size={20} />
        {words.linkDevice.warning}
      </p>
      <Problem text={problem} />
      <div className="buttons">
        <button
          type="button"
          className="primary"
          disabled={busy}
          onClick={() =>
            run(async () => {
              await book.admit(code, found.device, contacts.getSnapshot().myName);
              setDone(true);
            })
          }
        >
          {busy ? words.linkDevice.working : words.linkDevice.admit}
        </button>
        <a className="button" href={hrefOf({ screen: 'settings', section: 'devices' })}>
          {words.linkDevice.refuse}
        </a>
      </div>
    </section>
  );
}

function Failed({ problem, again, busy }: { problem: string; again: () => void; busy: boolean }) {
  return (
    <>
      <Problem text={problem} />
      <div className="buttons">
        <button type="button" disabled={busy} onClick={again}>
          {words.devices.again}
        </button>
        <a className="button" href={hrefOf({ screen: 'link', code: '', key: '' })}>
          {words.linkDevice.another}
        </a>
      </div>
    </>
  );
}

function Done({ name }: { name: string }) {
  return (
    <div role="status">
      <Empty icon="check" title={words.linkDevice.done(name)} text={words.linkDevice.doneText}>
        <a className="button primary" href={hrefOf({ screen: 'settings', section: 'devices' })}>
          {words.linkDevice.toDevices}
        </a>
      </Empty>
    </div>
  );
}
