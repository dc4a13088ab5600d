import type { Ref } from 'react';
import { words } from '../words';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

interface Props {
  readonly label: string;
  readonly query: string;
  readonly onChange: (query: string) => void;
  readonly field?: Ref<HTMLInputElement>;
}

/** Narrows the list below it at each key; Escape empties it. */
export function SearchField({ label, query, onChange, field }: Props) {
  return (
    <div className="search" role="search" aria-label={label}>
      <Icon name="search" size={20} />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        dir="auto"
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onChange('');
        }}
      />
      {query !== '' && <IconButton icon="close" label={words.chats.clearSearch} onClick={() => onChange('')} />}
    </div>
  );
}
