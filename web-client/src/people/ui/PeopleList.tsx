import { useState } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { shortAddress } from '../../protocol/address';
import { Avatar } from '../../ui/Avatar';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { SearchField } from '../../ui/SearchField';
import { words } from '../../words';
import type { Contact } from '../contacts';
import { found } from '../found';
import { FirstSteps } from './FirstSteps';

/** Everybody this person knows, and themselves at the top. `chosen` is the address that is shown beside it. */
export function PeopleList({ chosen, mine }: { chosen: string | undefined; mine: boolean }) {
  const { contacts, link } = useSession();
  const { people, myName } = useStore(contacts);
  const [query, setQuery] = useState('');
  const shown = found(people, query);
  return (
    <>
      <header className="pane-head people-head">
        <h1>{words.people.title}</h1>
        <a className="button primary" href={hrefOf({ screen: 'add', address: '', name: '' })}>
          <Icon name="plus" size={20} />
          {words.people.add}
        </a>
      </header>
      {people.length > 0 && <SearchField label={words.people.search} query={query} onChange={setQuery} />}
      <div className="scroll people-scroll">
        {query.trim() === '' && (
          <a className="row own-row" href={hrefOf({ screen: 'me' })} aria-current={mine ? 'true' : undefined}>
            <Avatar name={myName} address={link.address} />
            <span className="row-text">
              <bdi className="row-title">{myName}</bdi>
              <span className="row-sub">{words.people.me}</span>
            </span>
            <span className="own-code">
              <Icon name="qr" />
            </span>
          </a>
        )}
        <ul className="rows" aria-label={words.people.list}>
          {shown.map((person) => (
            <li key={person.address}>
              <PersonRow person={person} chosen={person.address === chosen} />
            </li>
          ))}
        </ul>
        {people.length === 0 && <FirstSteps />}
        <div role="status">
          {people.length > 0 && shown.length === 0 && (
            <Empty icon="search" title={words.people.nothing(query.trim())} text={words.people.nothingText} />
          )}
        </div>
      </div>
    </>
  );
}

function PersonRow({ person: { address, name }, chosen }: { person: Contact; chosen: boolean }) {
  return (
    <a className="row" href={hrefOf({ screen: 'person', address })} aria-current={chosen ? 'true' : undefined}>
      <Avatar name={name} address={address} />
      <span className="row-text">
        <bdi className="row-title">{name || words.people.noName}</bdi>
        <span className="row-sub" dir="ltr">
          {shortAddress(address)}
        </span>
      </span>
    </a>
  );
}
