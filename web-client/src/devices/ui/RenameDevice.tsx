import { useState } from 'react';
import { useAction } from '../../app/useAction';
import { NAME_LENGTH } from '../../people/contacts';
import { Field, Problem } from '../../ui/Field';
import { Sheet } from '../../ui/Sheet';
import { words } from '../../words';

interface Props {
  readonly before: string;
  readonly rename: (name: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Another name for a device. */
export function RenameDevice({ before, rename, onClose }: Props) {
  const [name, setName] = useState(before);
  const { busy, problem, run } = useAction();
  return (
    <Sheet title={words.devices.rename} onClose={onClose}>
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
          label={words.devices.name}
          hint={words.devices.nameHint}
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
