import { useState } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { useNames } from '../../people/ui/useNames';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { Skeleton } from '../../ui/Skeleton';
import { SearchField } from '../../ui/SearchField';
import { words } from '../../words';
import type { ConversationSummary } from '../db';
import { matches } from '../search';
import { ChatRow } from './ChatRow';
import { previewOf } from './preview';

const ADD = { screen: 'add', address: '', name: '' } as const;

export function ChatList({ chosen }: { chosen: string | undefined }) {
  const { chat } = useSession();
  const conversations = useStore(chat.conversations);
  const [query, setQuery] = useState('');
  return (
    <>
      <header className="pane-head">
        <h1>{words.chats.title}</h1>
        <a className="button icon" href={hrefOf(ADD)} aria-label={words.people.add} title={words.people.add}>
          <Icon name="plus" />
        </a>
      </header>
      {conversations && conversations.length > 0 && <SearchField label={words.chats.search} query={query} onChange={setQuery} />}
      <div className="scroll">
        {!conversations ? (
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
          <Rows conversations={conversations} query={query} chosen={chosen} onClear={() => setQuery('')} />
        )}
      </div>
    </>
  );
}

interface RowsProps {
  readonly conversations: readonly ConversationSummary[];
  readonly query: string;
  readonly chosen: string | undefined;
  readonly onClear: () => void;
}

function Rows({ conversations, query, chosen, onClear }: RowsProps) {
  const { chat } = useSession();
  const typing = useStore(chat.typing);
  const drafts = useStore(chat.drafts);
  const nameOf = useNames();
  const rows = conversations.map((summary) => {
    const { peer } = summary;
    // The draft of the open one is in the composer.
    const draft = peer === chosen ? '' : (drafts.get(peer) ?? '');
    return { summary, name: nameOf(peer), preview: previewOf(summary, { typing: typing.has(peer), draft }) };
  });
  const found = rows.filter(({ name, preview, summary }) => matches(query, name, preview.text, summary.last?.body ?? ''));
  const isAsked = query.trim() !== '';
  return (
    <>
      <p className="visually-hidden" role="status">
        {isAsked && found.length > 0 ? words.chats.found(found.length) : ''}
      </p>
      {found.length === 0 && (
        <Empty icon="search" title={words.chats.nothingFound} text={words.chats.nothingFoundFor(query.trim())}>
          <button type="button" onClick={onClear}>
            {words.chats.clearSearch}
          </button>
        </Empty>
      )}
      {found.length > 0 && (
        <ul className="rows chat-rows">
          {found.map(({ summary, name, preview }) => (
            <li key={summary.conversation}>
              <ChatRow summary={summary} name={name} preview={preview} chosen={summary.peer === chosen} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
