import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import { dropWindow, MOST_WINDOWS, type Policy, putWindow, type Weekly as Where, type Window } from '../policy';
import { ownZone } from '../windows';
import { sayDays, sayHours, sayWindow } from './says';
import { WindowSheet } from './WindowSheet';
import { Zone } from './Zone';

interface Props {
  readonly policy: Policy;
  readonly where: Where;
  readonly title: string;
  readonly empty: string;
}

/** Times of the week, and by whose clock they go. */
export function Weekly({ policy, where, title, empty }: Props) {
  const { policies } = useSession();
  const [open, setOpen] = useState<Window | 'new'>();
  const { weekly } = policy[where];
  const full = weekly.length >= MOST_WINDOWS;
  return (
    <section className="card">
      <h2>{title}</h2>
      {weekly.length === 0 && <p>{empty}</p>}
      {weekly.length > 0 && (
        <ul className="window-list" aria-label={title}>
          {weekly.map((window, at) => (
            <li key={`${sayWindow(window)} ${at}`} className="window-row">
              <span className="window-text">
                <span className="window-days">{sayDays(window.days)}</span>
                <span className="muted">{sayHours(window)}</span>
              </span>
              <IconButton icon="edit" label={words.windows.change(sayWindow(window))} onClick={() => setOpen(window)} />
              <IconButton
                icon="trash"
                label={words.windows.remove(sayWindow(window))}
                onClick={() => policies.change(dropWindow(where, window, ownZone()))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="buttons">
        <button type="button" disabled={full} onClick={() => setOpen('new')}>
          <Icon name="plus" size={20} />
          {words.windows.add}
        </button>
      </div>
      {full && <p className="hint">{words.windows.full}</p>}
      {weekly.length > 0 && <Zone policy={policy} />}
      {open !== undefined && (
        <WindowSheet
          before={open === 'new' ? undefined : open}
          keep={(window) => policies.change(putWindow(where, window, open === 'new' ? undefined : open, ownZone()))}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}
