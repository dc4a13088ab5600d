import { useEffect, useState } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { useNames } from '../../people/ui/useNames';
import { Avatar } from '../../ui/Avatar';
import { Choice } from '../../ui/Choice';
import { Empty } from '../../ui/Empty';
import { Problem } from '../../ui/Field';
import { Skeleton } from '../../ui/Skeleton';
import { language, words } from '../../words';
import type { BlockedPerson } from '../blockBook';
import { blockAfter, type Policy } from '../policy';
import { BlockByAddress } from './BlockByAddress';
import { WithPolicy } from './WithPolicy';

/** Who reaches this person no more, and how somebody comes to be among them. */
export function Blocked() {
  return (
    <>
      <People />
      <BlockByAddress />
      <WithPolicy>{(policy) => <ByItself policy={policy} />}</WithPolicy>
    </>
  );
}

function People() {
  const { blocklist } = useSession();
  const { people, failed } = useStore(blocklist);
  const nameOf = useNames();
  const [said, setSaid] = useState('');
  const { busy, problem, run } = useAction();
  useEffect(() => void blocklist.load(), [blocklist]);
  const unblock = (address: string) =>
    run(async () => {
      await blocklist.unblock(address);
      setSaid(`${words.blocked.unblocked(nameOf(address))} ${words.blocked.unblockText}`);
    });
  return (
    <>
      {failed && (
        <div className="card" role="alert">
          <p>{words.blocked.failed}</p>
          <div className="buttons">
            <button type="button" onClick={() => void blocklist.load()}>
              {words.policy.again}
            </button>
          </div>
        </div>
      )}
      {!people && !failed && <Skeleton rows={2} />}
      {people?.length === 0 && <Empty icon="block" title={words.blocked.empty} text={words.blocked.what} />}
      {people !== undefined && people.length > 0 && (
        <>
          <p className="muted">{words.blocked.what}</p>
          <ul className="card blocked-list" aria-label={words.blocked.list}>
            {people.map((person) => (
              <Row key={person.address} person={person} name={nameOf(person.address)} busy={busy} unblock={() => unblock(person.address)} />
            ))}
          </ul>
        </>
      )}
      <Problem text={problem} />
      <p role="status" className="hint said">
        {said}
      </p>
    </>
  );
}

function Row({ person: { address, since, by }, name, busy, unblock }: { person: BlockedPerson; name: string; busy: boolean; unblock: () => void }) {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(since);
  return (
    <li className="blocked-row">
      <a className="blocked-who" href={hrefOf({ screen: 'person', address })}>
        <Avatar name={name} address={address} size="s" />
        <span className="row-text">
          <bdi className="blocked-name">{name}</bdi>
          <span className="row-sub">{by === 'rejections' ? words.blocked.byRejections(date) : words.blocked.since(date)}</span>
        </span>
      </a>
      <button type="button" disabled={busy} aria-label={words.blocked.unblockWho(name)} onClick={unblock}>
        {words.blocked.unblock}
      </button>
    </li>
  );
}

const COUNTS = [0, 2, 3, 5, 10];

function ByItself({ policy: { blockAfterRejections: count } }: { policy: Policy }) {
  const { policies } = useSession();
  const counts = COUNTS.includes(count) ? COUNTS : [...COUNTS, count].sort((a, b) => a - b);
  return (
    <section className="card">
      <Choice
        title={words.blocked.auto}
        options={counts.map((each) => ({ value: String(each), label: each === 0 ? words.blocked.autoNever : words.blocked.autoAfter(each) }))}
        value={String(count)}
        onChange={(value) => policies.change(blockAfter(Number(value)))}
      />
      <p>{words.blocked.autoHint}</p>
    </section>
  );
}
