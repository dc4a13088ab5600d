import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { endTime } from '../../chat/ui/times';
import { Icon } from '../../ui/Icon';
import { Toggle } from '../../ui/Toggle';
import { words } from '../../words';
import { doNotDisturb, type Policy, secondCall } from '../policy';
import { endsFor, quietAt } from '../quiet';
import { sayQuiet } from './says';
import { useNow } from './useNow';
import { Weekly } from './Weekly';
import { WithPolicy } from './WithPolicy';

/** Do not disturb: now and until when, every week, and who comes through. */
export function Quiet() {
  return (
    <WithPolicy>
      {(policy) => (
        <>
          <Now policy={policy} />
          <Weekly policy={policy} where="doNotDisturb" title={words.quiet.weeklyTitle} empty={words.quiet.weeklyEmpty} />
          <Second policy={policy} />
          <Through />
        </>
      )}
    </WithPolicy>
  );
}

function Now({ policy }: { policy: Policy }) {
  const { policies } = useSession();
  const now = useNow();
  const quiet = quietAt(policy, now);
  return (
    <section className="card">
      <p className="policy-now" role="status">
        <Icon name={quiet.kind === 'off' ? 'bell' : 'moon'} />
        {sayQuiet(quiet, policy, now)}
      </p>
      <p>{words.quiet.what}</p>
      {quiet.kind === 'weekly' && <p>{words.quiet.whatWeekly}</p>}
      {quiet.kind === 'by_hand' && (
        <div className="buttons">
          <button type="button" className="primary" onClick={() => policies.change(doNotDisturb(false))}>
            {words.quiet.switchOff}
          </button>
        </div>
      )}
      <h2 className="quiet-ends">{quiet.kind === 'by_hand' ? words.quiet.another : words.quiet.switchOn}</h2>
      <ul className="quiet-choices" aria-label={quiet.kind === 'by_hand' ? words.quiet.another : words.quiet.switchOn}>
        {endsFor(now).map(({ until, at }) => (
          <li key={until}>
            <button type="button" onClick={() => policies.change(doNotDisturb(true, at))}>
              <span>{words.quiet.until[until]}</span>
              {at !== undefined && <span className="muted">{endTime(at)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Second({ policy }: { policy: Policy }) {
  const { policies } = useSession();
  return (
    <Toggle
      label={words.quiet.second}
      hint={words.quiet.secondHint}
      on={policy.doNotDisturb.secondCallRings}
      onChange={(on) => policies.change(secondCall(on))}
    />
  );
}

/** Exceptions are made on the page of each person; here is who has one. */
function Through() {
  const { contacts } = useSession();
  const { people } = useStore(contacts);
  const through = people.filter(({ ring }) => ring === 'always' || ring === 'even_in_do_not_disturb');
  return (
    <section className="card">
      <h2>{words.quiet.through}</h2>
      {through.length === 0 && <p>{words.quiet.throughNobody}</p>}
      {through.length > 0 && (
        <ul className="through" aria-label={words.quiet.through}>
          {through.map(({ address, name, ring = 'usual' }) => (
            <li key={address}>
              <a className="through-person" href={hrefOf({ screen: 'person', address })}>
                <bdi>{name || words.people.noName}</bdi>
                <span className="muted">{words.exception.options[ring].label}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
