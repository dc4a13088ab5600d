import { useState } from 'react';
import { Field, Problem } from '../../ui/Field';
import { Sheet } from '../../ui/Sheet';
import { words } from '../../words';
import { type Day, DAYS, type Window } from '../policy';
import { fieldOf, isOverMidnight, windowOf } from '../windows';

interface Props {
  /** Undefined for a new one. */
  readonly before: Window | undefined;
  readonly keep: (window: Window) => void;
  readonly onClose: () => void;
}

const NIGHT: Window = { days: [...DAYS], from: '22:00', to: '07:00' };

/** The days and the times of one window. */
export function WindowSheet({ before, keep, onClose }: Props) {
  const begun = before ?? NIGHT;
  const [days, setDays] = useState<ReadonlySet<Day>>(new Set(begun.days));
  const [from, setFrom] = useState(begun.from);
  const [to, setTo] = useState(fieldOf(begun.to));
  const [problem, setProblem] = useState<string>();
  const turn = (day: Day, on: boolean) => setDays(new Set(DAYS.filter((each) => (each === day ? on : days.has(each)))));
  return (
    <Sheet title={before ? words.windows.changeTitle : words.windows.addTitle} onClose={onClose}>
      <form
        className="sheet-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const made = windowOf(days, from, to);
          if (typeof made === 'string') {
            setProblem(words.windows[made]);
            return;
          }
          keep(made);
          onClose();
        }}
      >
        <fieldset className="choice">
          <legend>{words.windows.onDays}</legend>
          <div className="choice-options">
            {DAYS.map((day) => (
              <label key={day}>
                <input type="checkbox" aria-label={words.windows.days[day].long} checked={days.has(day)} onChange={(event) => turn(day, event.target.checked)} />
                <span>{words.windows.days[day].short}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="window-times">
          <Field label={words.windows.from} type="time" value={from} onChange={(event) => setFrom(event.target.value)} />
          <Field label={words.windows.to} type="time" value={to} onChange={(event) => setTo(event.target.value)} />
        </div>
        <p className="hint window-night" role="status">
          {from !== to && from !== '' && to !== '' && isOverMidnight({ from, to }) ? words.windows.overMidnight : ''}
        </p>
        <Problem text={problem} />
        <div className="buttons sheet-buttons">
          <button type="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button className="primary">{words.windows.done}</button>
        </div>
      </form>
    </Sheet>
  );
}
