import * as Switch from '@radix-ui/react-switch';
import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Something that is on or off, at once. */
export function Toggle({ label, hint, on, onChange }: Props) {
  const id = useId();
  return (
    <div className="toggle">
      <div className="toggle-text">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <Switch.Root id={id} className="switch" checked={on} onCheckedChange={onChange} aria-describedby={hint ? `${id}-hint` : undefined}>
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
    </div>
  );
}
