import { useState } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { callTime } from '../../call/ui/callTime';
import { useNames } from '../../people/ui/useNames';
import { Avatar } from '../../ui/Avatar';
import { Rename } from '../../ui/Rename';
import { words } from '../../words';
import type { CallRequest } from '../requests';
import { Block } from './Block';

/** Somebody unknown who wanted to call, and the three answers to that. Leaving it there is one, too. */
export function RequestCard({ request }: { request: CallRequest }) {
  const { dismissed } = useSession();
  const { peer, at, count } = request;
  const name = useNames()(peer);
  const [adding, setAdding] = useState(false);
  return (
    <section className="request" aria-label={words.requests.label(name)}>
      <a className="request-who" href={hrefOf({ screen: 'person', address: peer })}>
        <Avatar name={name} address={peer} />
        <span className="row-text">
          <bdi className="row-title">{name}</bdi>
          <span className="request-when">{words.requests.text(count, callTime(at))}</span>
        </span>
      </a>
      <div className="buttons">
        <button type="button" className="primary" onClick={() => setAdding(true)}>
          {words.requests.accept}
        </button>
        <Block address={peer} name={name} />
        <button type="button" className="quiet" onClick={() => dismissed.dismiss(request)}>
          {words.requests.dismiss}
        </button>
      </div>
      {adding && <Accept request={request} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Accept({ request: { peer, media }, onClose }: { request: CallRequest; onClose: () => void }) {
  const { contacts, calls } = useSession();
  return (
    <Rename
      title={words.requests.acceptTitle}
      label={words.requests.name}
      hint={words.requests.nameHint}
      before=""
      action={{ label: words.requests.acceptAction, working: words.requests.working }}
      rename={async (name) => {
        await contacts.put(peer, name);
        // Before the call opens, or the sheet would take the focus back from it.
        onClose();
        calls.place(peer, media);
      }}
      onClose={onClose}
    />
  );
}
