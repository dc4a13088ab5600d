import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { Field, Problem } from '../../ui/Field';
import { words } from '../../words';

const NAME_LENGTH = 64;

/** One's own name, as others see it. */
export function Profile() {
  const { contacts } = useSession();
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
      <Field
        label={words.settings.name}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setSaved(false);
        }}
        maxLength={NAME_LENGTH}
        dir="auto"
        required
      />
      <Problem text={problem} />
      <p className="buttons">
        <button className="primary" disabled={busy || name.trim() === ''}>
          {words.settings.save}
        </button>
      </p>
      <p role="status" className="hint">
        {saved ? words.settings.saved : ''}
      </p>
    </form>
  );
}
