import { useState } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { NAME_LENGTH } from '../../people/contacts';
import { Avatar } from '../../ui/Avatar';
import { Field, Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';

/** One's own name, as others see it. */
export function Profile() {
  const { contacts, link } = useSession();
  const [name, setName] = useState(contacts.getSnapshot().myName);
  const [saved, setSaved] = useState(false);
  const { busy, problem, run } = useAction();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(async () => {
          await contacts.setMyName(name.trim());
          setSaved(true);
        });
      }}
    >
      <div className="person">
        <Avatar name={name} address={link.address} size="xl" />
      </div>
      <Field
        label={words.settings.name}
        hint={words.settings.nameHint}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setSaved(false);
        }}
        autoComplete="nickname"
        maxLength={NAME_LENGTH}
        dir="auto"
        required
      />
      <Problem text={problem} />
      <div className="buttons">
        <button className="primary" disabled={busy || name.trim() === ''}>
          {busy ? words.settings.saving : words.settings.save}
        </button>
        <a className="button quiet" href={hrefOf({ screen: 'me' })}>
          <Icon name="qr" size={20} />
          {words.settings.share}
        </a>
      </div>
      <p role="status" className="hint said">
        {saved ? words.settings.saved : ''}
      </p>
    </form>
  );
}
