import { useSession } from '../../app/sessionContext';
import { Options } from '../../ui/Options';
import { Toggle } from '../../ui/Toggle';
import { words } from '../../words';
import { letLearn, letRing, letUnknown, type Policy, UNKNOWN_CALLERS, unknownCallersOf, WHO_MAY_RING } from '../policy';
import { WithPolicy } from './WithPolicy';

/** Who may ring, and what becomes of a call of somebody unknown. */
export function Reach() {
  return <WithPolicy>{(policy) => <Choices policy={policy} />}</WithPolicy>;
}

function Choices({ policy }: { policy: Policy }) {
  const { policies } = useSession();
  const { reach } = words;
  return (
    <>
      <Options
        title={reach.who}
        options={WHO_MAY_RING.map((value) => ({ value, ...reach.whoOptions[value] }))}
        value={policy.whoMayRing}
        onChange={(who) => policies.change(letRing(who))}
      />
      {policy.whoMayRing === 'everybody' && (
        <Options
          title={reach.unknown}
          options={UNKNOWN_CALLERS.map((value) => ({ value, ...reach.unknownOptions[value] }))}
          value={policy.unknownCallers}
          onChange={(what) => policies.change(letUnknown(what))}
        />
      )}
      {policy.whoMayRing !== 'everybody' && (
        <p className="card" role="status">
          {reach.unknownNow(reach.unknownOptions[unknownCallersOf(policy)].label)}
        </p>
      )}
      <Toggle
        label={reach.learn}
        hint={reach.learnHint}
        on={policy.strangersLearn === 'everything'}
        onChange={(on) => policies.change(letLearn(on))}
      />
    </>
  );
}
