import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { words } from '../../app/words';
import { MyCard } from '../../people/ui/MyCard';
import { BackLink } from '../../ui/BackLink';
import { Field, Problem } from '../../ui/Field';

export function SettingsScreen() {
  const { contacts } = useSession();
  const [name, setName] = useState(contacts.getSnapshot().myName);
  const [saved, setSaved] = useState(false);
  const { busy, problem, run } = useAction();
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'chats' }} />
        <h1>{words.settings.title}</h1>
      </header>
      <div className="scroll padded">
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
            maxLength={64}
            dir="auto"
            required
          />
          <Problem text={problem} />
          <button disabled={busy || name.trim() === ''}>{words.settings.save}</button>
          <span role="status" className="hint">
            {saved ? words.settings.saved : ''}
          </span>
        </form>
        <MyCard />
        <section className="card">
          <h2>{words.settings.key}</h2>
          <p>{words.settings.keyText}</p>
        </section>
        <section className="card">
          <h2>{words.settings.about}</h2>
          <p>{words.settings.aboutText}</p>
        </section>
      </div>
    </>
  );
}
