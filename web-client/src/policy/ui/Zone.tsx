import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { localeOf } from '../../chat/ui/times';
import { Icon } from '../../ui/Icon';
import { SearchField } from '../../ui/SearchField';
import { Sheet } from '../../ui/Sheet';
import { words } from '../../words';
import { liveIn, type Policy } from '../policy';
import { ownZone, zonesFor } from '../windows';
import { sayZone } from './says';
import { useNow } from './useNow';

/** So many are looked through; whoever wants another one types a part of it. */
const SHOWN = 40;

/** By whose clock the windows go. */
export function Zone({ policy: { timeZone } }: { policy: Policy }) {
  const [open, setOpen] = useState(false);
  const here = ownZone();
  return (
    <div className="zone">
      <p className="muted">
        {timeZone === here ? words.windows.zoneText(sayZone(timeZone)) : words.windows.zoneOther(sayZone(timeZone), sayZone(here))}
      </p>
      <button type="button" className="quiet" onClick={() => setOpen(true)}>
        {words.windows.zoneChange}
      </button>
      {open && <ZoneSheet chosen={timeZone} onClose={() => setOpen(false)} />}
    </div>
  );
}

function ZoneSheet({ chosen, onClose }: { chosen: string; onClose: () => void }) {
  const { policies } = useSession();
  const now = useNow();
  const [query, setQuery] = useState('');
  const zones = zonesFor(query, chosen);
  const choose = (zone: string) => {
    policies.change(liveIn(zone));
    onClose();
  };
  return (
    <Sheet title={words.windows.zone} onClose={onClose}>
      <SearchField label={words.windows.zoneSearch} query={query} onChange={setQuery} />
      <ul className="zones" aria-label={words.windows.zone}>
        {zones.slice(0, SHOWN).map((zone) => (
          <li key={zone}>
            <button type="button" className="zone-row" aria-current={zone === chosen ? 'true' : undefined} onClick={() => choose(zone)}>
              <span className="zone-name">
                <span>{sayZone(zone)}</span>
                {zone === ownZone() && <span className="hint">{words.windows.zoneHere}</span>}
              </span>
              {zone === chosen && <Icon name="check" size={20} />}
              <span className="muted">{clockIn(zone, now)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="hint" role="status">
        {zones.length === 0 ? words.windows.zoneNothing : ''}
      </p>
    </Sheet>
  );
}

const clockIn = (timeZone: string, at: number): string => new Intl.DateTimeFormat(localeOf(), { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
