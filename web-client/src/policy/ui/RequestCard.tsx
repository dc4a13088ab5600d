import { useState } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { callTime } from '../../call/ui/callTime';
import { NAME_LENGTH } from '../../people/contacts';
import { useNames } from '../../people/ui/useNames';
import { Avatar } from '../../ui/Avatar';
import { Field, Problem } from '../../ui/Field';
import { Sheet } from '../../ui/Sheet';
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
  const [name, setName] = useState('');
  const { busy, problem, run } = useAction();
  return (
    <Sheet title={words.requests.acceptTitle} onClose={onClose}>
      <form
        className="sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await contacts.put(peer, name.trim());
            onClose();
            calls.place(peer, media);
          });
        }}
      >
        <Field
          label={words.requests.name}
          hint={words.requests.nameHint}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          maxLength={NAME_LENGTH}
          dir="auto"
        />
        <Problem text={problem} />
        <div className="buttons sheet-buttons">
          <button type="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button className="primary" disabled={busy || name.trim() === ''}>
            {busy ? words.requests.working : words.requests.acceptAction}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
