import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { Field, Problem } from '../../ui/Field';
import { Sheet } from '../../ui/Sheet';
import { words } from '../../words';
import { NAME_LENGTH } from '../contacts';

/** Another name for somebody. */
export function Rename({ address, name: before, onClose }: { address: string; name: string; onClose: () => void }) {
  const { contacts } = useSession();
  const [name, setName] = useState(before);
  const { busy, problem, run } = useAction();
  return (
    <Sheet title={words.person.rename} onClose={onClose}>
      <form
        className="sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await contacts.put(address, name.trim());
            onClose();
          });
        }}
      >
        <Field
          label={words.add.name}
          hint={words.person.nameHint}
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
            {busy ? words.person.saving : words.person.save}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
