import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { Holders } from '../../devices/ui/Holders';
import { Problem } from '../../ui/Field';
import { Sheet } from '../../ui/Sheet';
import { words } from '../../words';

/** What goes with the account, and how it is deleted; on a device that cannot, where that is done. */
export function DeleteAccount() {
  const { link } = useSession();
  const [asking, setAsking] = useState(false);
  const said = words.settings.deleting;
  return (
    <>
      <section className="card">
        <h2>{said.goes}</h2>
        <ul className="plain-list">
          {said.goesList.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </section>
      <section className="card">
        <h2>{said.stays}</h2>
        <p>{said.staysText}</p>
      </section>
      {link.holdsKey ? (
        <div className="buttons">
          <button type="button" className="danger" onClick={() => setAsking(true)}>
            {said.open}
          </button>
        </div>
      ) : (
        <p className="card">
          <Holders say={said.cannot} />
        </p>
      )}
      {asking && <Sure onClose={() => setAsking(false)} />}
    </>
  );
}

/** Not by one slip: the button waits until somebody has said that they know. */
function Sure({ onClose }: { onClose: () => void }) {
  const { account } = useSession();
  const [known, setKnown] = useState(false);
  const { busy, problem, run } = useAction();
  const said = words.settings.deleting;
  return (
    <Sheet title={said.sure} text={said.sureText} onClose={busy ? () => undefined : onClose}>
      <label className="check">
        <input type="checkbox" checked={known} disabled={busy} onChange={(event) => setKnown(event.target.checked)} />
        <span>{said.known}</span>
      </label>
      <Problem text={problem} />
      <p className="visually-hidden" role="status">
        {busy ? said.working : ''}
      </p>
      <div className="buttons sheet-buttons">
        <button type="button" disabled={busy} onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" className="danger" disabled={!known || busy} onClick={() => run(account.delete)}>
          {busy ? said.working : said.action}
        </button>
      </div>
    </Sheet>
  );
}
