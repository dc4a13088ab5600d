import { useState } from 'react';
import { useAction } from '../app/useAction';
import { NAME_LENGTH } from '../people/contacts';
import { words } from '../words';
import { Field, Problem } from './Field';
import { Sheet } from './Sheet';

interface Props {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly before: string;
  readonly rename: (name: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Another name for somebody or something. */
export function Rename({ title, label, hint, before, rename, onClose }: Props) {
  const [name, setName] = useState(before);
  const { busy, problem, run } = useAction();
  return (
    <Sheet title={title} onClose={onClose}>
      <form
        className="sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await rename(name.trim());
            onClose();
          });
        }}
      >
        <Field
          label={label}
          hint={hint}
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
