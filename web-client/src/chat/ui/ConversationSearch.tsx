import { Suspense, useEffect, useRef } from 'react';
import { go, goInstead, hrefOf } from '../../app/router';
import { useNames } from '../../people/ui/useNames';
import { isAddress } from '../../protocol/address';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { SearchField } from '../../ui/SearchField';
import { Skeleton } from '../../ui/Skeleton';
import { words } from '../../words';
import { Results } from './lazyResults';
import { NoConversation } from './NoConversation';
import { useQuery } from './useQuery';
import { walkResults } from './walkResults';

/** Looks for messages of one conversation, in its place. */
export function ConversationSearch({ peer, query: asked }: { peer: string; query: string }) {
  const name = useNames()(peer);
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useQuery(asked, (typed) => goInstead({ screen: 'search', peer, query: typed }));
  useEffect(() => {
    // Whoever comes back from what was found goes on there.
    if (field.current?.value === '') field.current.focus();
  }, []);
  if (!isAddress(peer)) return <NoConversation />;
  const leave = () => go({ screen: 'chat', peer });
  return (
    <div
      className="searching"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.target === field.current && query === '') leave();
        else walkResults(event, () => setQuery(''));
      }}
    >
      <header className="pane-head">
        <a className="back stays" href={hrefOf({ screen: 'chat', peer })} aria-label={words.back}>
          <Icon name="back" />
        </a>
        <h1>
          <bdi>{name}</bdi>
        </h1>
      </header>
      <SearchField label={words.search.field} query={query} onChange={setQuery} field={field} />
      <div className="scroll" tabIndex={0}>
        {query.trim() === '' ? (
          <Empty icon="search" title={words.search.withinTitle} text={words.search.withinText} />
        ) : (
          <Suspense fallback={<Skeleton forCode />}>
            <Results query={query} peer={peer} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
