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
  /** What the button says, and says meanwhile; to save, where nothing else is done. */
  readonly action?: { readonly label: string; readonly working: string };
  readonly onClose: () => void;
}

/** A name for somebody or something, the first or another. */
export function Rename({ title, label, hint, before, rename, action = { label: words.person.save, working: words.person.saving }, onClose }: Props) {
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
            {busy ? action.working : action.label}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
