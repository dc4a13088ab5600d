import { useId } from 'react';

interface Props<V extends string> {
  readonly title: string;
  readonly options: readonly { readonly value: V; readonly label: string; readonly hint: string }[];
  /** None of them where it is a word of a later version. */
  readonly value: string;
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean;
}

/** One of a few that need a sentence each. */
export function Options<V extends string>({ title, options, value, onChange, disabled = false }: Props<V>) {
  const id = useId();
  return (
    <fieldset className="options" disabled={disabled}>
      <legend>{title}</legend>
      {options.map((option) => (
        <label key={option.value} className="option">
          <input
            type="radio"
            name={id}
            checked={option.value === value}
            aria-labelledby={`${id}-${option.value}`}
            aria-describedby={`${id}-${option.value}-hint`}
            onChange={() => onChange(option.value)}
          />
          <span className="option-text">
            <span id={`${id}-${option.value}`} className="option-label">
              {option.label}
            </span>
            <span id={`${id}-${option.value}-hint`} className="hint">
              {option.hint}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
