import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';

/** Narrows the list below it at each key; Escape empties it. */
export function SearchField({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  return (
    <div className="search" role="search">
      <Icon name="search" size={20} />
      <input
        type="search"
        aria-label={words.chats.search}
        placeholder={words.chats.search}
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
