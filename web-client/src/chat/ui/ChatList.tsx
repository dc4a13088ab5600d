import { Suspense, useEffect, useRef } from 'react';
import { go, goInstead, hrefOf, type Route } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { SearchField } from '../../ui/SearchField';
import { Skeleton } from '../../ui/Skeleton';
import { words } from '../../words';
import type { ConversationSummary } from '../db';
import { ChatRows } from './ChatRows';
import { Results } from './lazyResults';
import { useQuery } from './useQuery';
import { walkResults } from './walkResults';

const ADD = { screen: 'add', address: '', name: '' } as const;

/** All conversations, or what was found among them, the people and all messages. */
export function ChatList({ route }: { route: Route }) {
  const { chat } = useSession();
  const conversations = useStore(chat.conversations);
  const chosen = route.screen === 'chat' || route.screen === 'search' ? route.peer : undefined;
  const asked = route.screen === 'chats' || route.screen === 'chat' ? route.query : undefined;
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useQuery(asked ?? '', (typed) => {
    // Back leads from what was found to the list, and not through all that was typed on the way.
    const lead = asked === undefined ? go : goInstead;
    const wanted = typed === '' ? {} : { query: typed };
    if (route.screen === 'chat') lead({ screen: 'chat', peer: route.peer, ...wanted });
    else lead({ screen: 'chats', ...wanted });
  });
  const isAsked = asked === '';
  useEffect(() => {
    if (isAsked) field.current?.focus();
  }, [isAsked]);
  return (
    <div className="searching" onKeyDown={(event) => walkResults(event, () => setQuery(''))}>
      <header className="pane-head">
        <h1>{words.chats.title}</h1>
        <a className="button icon" href={hrefOf(ADD)} aria-label={words.people.add} title={words.people.add}>
          <Icon name="plus" />
        </a>
      </header>
      {((conversations && conversations.length > 0) || asked !== undefined) && (
        <SearchField label={words.chats.search} query={query} onChange={setQuery} field={field} />
      )}
      <div className="scroll">
        {query.trim() !== '' ? (
          <Suspense fallback={<Skeleton forCode />}>
            <Results query={query} {...(chosen !== undefined && { chosen })} />
          </Suspense>
        ) : !conversations ? (
          <Skeleton rows={6} />
        ) : conversations.length === 0 ? (
          <Empty icon="chats" title={words.chats.emptyTitle} text={words.chats.empty}>
            <a className="button primary" href={hrefOf(ADD)}>
              {words.people.add}
            </a>
            <a className="button quiet" href={hrefOf({ screen: 'me' })}>
              {words.chats.myCard}
            </a>
          </Empty>
        ) : (
          <Conversations conversations={conversations} chosen={chosen} />
        )}
      </div>
    </div>
  );
}

/** What was put away stands at the end, as one line. */
function Conversations({ conversations, chosen }: { conversations: readonly ConversationSummary[]; chosen: string | undefined }) {
  const shown = conversations.filter(({ archived }) => !archived);
  const away = conversations.length - shown.length;
  return (
    <>
      <ChatRows conversations={shown} chosen={chosen} />
      {away > 0 && (
        <a className="row archived-row" href={hrefOf({ screen: 'archived' })}>
          <Icon name="archive" />
          <span className="row-title">{words.chats.archived}</span>
          <span className="row-time">
            <span aria-hidden="true">{away}</span>
            <span className="visually-hidden">{words.chats.archivedCount(away)}</span>
          </span>
        </a>
      )}
    </>
  );
}
