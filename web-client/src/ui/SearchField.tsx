import { words } from '../words';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

/** Narrows the list below it at each key; Escape empties it. */
export function SearchField({ label, query, onChange }: { label: string; query: string; onChange: (query: string) => void }) {
  return (
    <div className="search" role="search">
      <Icon name="search" size={20} />
      <input
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
