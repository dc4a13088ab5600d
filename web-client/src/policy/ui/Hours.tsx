import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { Empty } from '../../ui/Empty';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Toggle } from '../../ui/Toggle';
import { words } from '../../words';
import { keepHours, MESSAGE_CHARACTERS, type Policy, sayOutside } from '../policy';
import { openAt } from '../quiet';
import { endOf, nextOf, ownZone, weekMinuteOf } from '../windows';
import { sayMoment } from './says';
import { useNow } from './useNow';
import { Weekly } from './Weekly';
import { WithPolicy } from './WithPolicy';

/** When calls ring at all, and what callers read outside of that. */
export function Hours() {
  return <WithPolicy>{(policy) => (policy.hours.on || policy.hours.weekly.length > 0 ? <Kept policy={policy} /> : <Unset />)}</WithPolicy>;
}

function Unset() {
  const { policies } = useSession();
  return (
    <Empty icon="clock" title={words.hours.off} text={words.hours.what}>
      <button type="button" className="primary" onClick={() => policies.change(keepHours(true, ownZone()))}>
        {words.hours.begin}
      </button>
    </Empty>
  );
}

function Kept({ policy }: { policy: Policy }) {
  const { policies } = useSession();
  const now = useNow();
  return (
    <>
      <p className="card policy-now" role="status">
        <Icon name="clock" />
        {sayOpen(policy, now)}
      </p>
      <Toggle label={words.hours.on} hint={words.hours.what} on={policy.hours.on} onChange={(on) => policies.change(keepHours(on, ownZone()))} />
      <Weekly policy={policy} where="hours" title={words.hours.weeklyTitle} empty={words.hours.weeklyEmpty} />
      <Message policy={policy} />
    </>
  );
}

function sayOpen(policy: Policy, now: number): string {
  const open = openAt(policy, now);
  const { weekly } = policy.hours;
  const minute = weekMinuteOf(now, policy.timeZone);
  if (open === undefined) return words.hours.off;
  const change = open ? endOf(weekly, minute) : nextOf(weekly, minute);
  if (change === undefined) return open ? words.hours.open : words.hours.closed;
  return (open ? words.hours.openUntil : words.hours.closedUntil)(sayMoment(change, policy, now));
}

function Message({ policy }: { policy: Policy }) {
  const { policies } = useSession();
  const kept = policy.hours.message ?? '';
  // What is being written stays, whatever another device does meanwhile.
  const [written, setWritten] = useState<string>();
  const message = (written ?? kept).trim();
  const over = Array.from(message).length - MESSAGE_CHARACTERS;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        policies.change(sayOutside(message));
        setWritten(undefined);
      }}
    >
      <Field
        label={words.hours.message}
        hint={words.hours.messageHint(MESSAGE_CHARACTERS)}
        problem={over > 0 ? words.hours.tooLong(over) : undefined}
        value={written ?? kept}
        onChange={(event) => setWritten(event.target.value)}
        autoComplete="off"
        dir="auto"
      />
      <div className="buttons">
        <button className="primary" disabled={over > 0 || message === kept}>
          {words.hours.save}
        </button>
      </div>
    </form>
  );
}
