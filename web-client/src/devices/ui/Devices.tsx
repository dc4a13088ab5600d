import { use, useEffect, useState } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { Confirm } from '../../ui/Confirm';
import { Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Menu, type MenuItem } from '../../ui/Menu';
import { Rename } from '../../ui/Rename';
import { Skeleton } from '../../ui/Skeleton';
import { language, words } from '../../words';
import type { DeviceEntry } from '../deviceBook';
import { DeviceBookContext } from './deviceContexts';
import { holders } from './Holders';

type Asked = { readonly what: 'rename' | 'remove'; readonly device: DeviceEntry };

/** Where this person is at home, and how a device comes and goes. */
export function Devices() {
  const { link } = useSession();
  const create = use(DeviceBookContext);
  const [book] = useState(() => create(link));
  const { devices, failed } = useStore(book);
  const [asked, setAsked] = useState<Asked>();
  const { problem, run } = useAction();
  useEffect(() => void book.load(), [book]);
  const close = () => setAsked(undefined);
  return (
    <>
      {failed && (
        <div className="card" role="alert">
          <p>{words.devices.failed}</p>
          <div className="buttons">
            <button type="button" onClick={() => void book.load()}>
              {words.devices.again}
            </button>
          </div>
        </div>
      )}
      {!devices && !failed && <Skeleton rows={2} />}
      {devices && (
        <ul className="card device-list" aria-label={words.devices.list}>
          {devices.map((device) => (
            <DeviceRow key={device.device} device={device} ask={setAsked} />
          ))}
        </ul>
      )}
      <Problem text={problem} />
      {link.holdsKey ? (
        <div className="buttons">
          <a className="button primary" href={hrefOf({ screen: 'link', code: '', key: '' })}>
            <Icon name="plus" size={20} />
            {words.devices.link}
          </a>
        </div>
      ) : (
        <p className="card">{words.devices.cannot(holders(devices))}</p>
      )}
      <p className="hint">{words.devices.about}</p>
      {asked?.what === 'rename' && (
        <Rename
          title={words.devices.rename}
          label={words.devices.name}
          hint={words.devices.nameHint}
          before={asked.device.name ?? ''}
          rename={(name) => book.rename(asked.device.device, name)}
          onClose={close}
        />
      )}
      {asked?.what === 'remove' && (
        <Confirm
          title={words.devices.sureRemove(asked.device.name ?? words.devices.unnamed)}
          text={asked.device.linked ? words.devices.sureRemoveText : words.devices.sureRemoveHolderText}
          action={words.devices.removeAction}
          onConfirm={() => run(() => book.remove(asked.device.device))}
          onClose={close}
        />
      )}
    </>
  );
}

function DeviceRow({ device, ask }: { device: DeviceEntry; ask: (asked: Asked) => void }) {
  const { link } = useSession();
  const own = device.device === link.device;
  const name = device.name ?? words.devices.unnamed;
  const rename: MenuItem = { label: words.devices.rename, icon: 'edit', onSelect: () => ask({ what: 'rename', device }) };
  const remove: MenuItem = { label: words.devices.remove, icon: 'trash', danger: true, onSelect: () => ask({ what: 'remove', device }) };
  const since = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(device.addedAt);
  return (
    <li className="device-row">
      <span className="settings-icon">
        <Icon name={device.linked ? 'devices' : 'key'} />
      </span>
      <span className="row-text">
        <bdi className="row-title">{name}</bdi>
        <span className="row-sub">
          {[own && words.devices.own, device.linked ? words.devices.since(since) : words.devices.holdsKey].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Menu label={words.devices.more(name)} items={link.holdsKey && !own ? [rename, remove] : [rename]} />
    </li>
  );
}
