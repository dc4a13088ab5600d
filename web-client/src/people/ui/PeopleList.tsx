import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import { shortAddress } from '../../protocol/address';
import { Avatar } from '../../ui/Avatar';
import { Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';

export function PeopleList({ chosen }: { chosen: string | undefined }) {
  const { contacts } = useSession();
  const { people } = useStore(contacts);
  const { busy, problem, run } = useAction();
  return (
    <>
      <header className="pane-head">
        <h1>{words.people.title}</h1>
        <a className="button primary" href={hrefOf({ screen: 'add', address: '', name: '' })}>
          {words.people.add}
        </a>
      </header>
      <Problem text={problem} />
      <div className="scroll">
        {people.length === 0 && <p className="nothing">{words.people.empty}</p>}
        <ul className="rows">
          <li>
            <a className="row" href={hrefOf({ screen: 'me' })}>
              <Icon name="qr" />
              <span className="row-title">{words.mine.title}</span>
            </a>
          </li>
          {people.map(({ address, name }) => (
            <li key={address}>
              <a className="row" href={hrefOf({ screen: 'person', address })} aria-current={address === chosen ? 'true' : undefined}>
                <Avatar name={name} address={address} />
                <span className="row-text">
                  <bdi className="row-title">{name || words.people.noName}</bdi>
                  <span className="row-sub">{shortAddress(address)}</span>
                </span>
              </a>
              <button
                className="quiet"
                disabled={busy}
                aria-label={words.people.remove(name)}
                onClick={() => {
                  if (confirm(words.people.sureRemove(name))) run(() => contacts.remove(address));
                }}
              >
                {words.people.removeShort}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
