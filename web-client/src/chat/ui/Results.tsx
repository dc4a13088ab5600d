import { type ReactNode, useEffect, useState } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { found } from '../../people/found';
import { useNames } from '../../people/ui/useNames';
import { Avatar } from '../../ui/Avatar';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { Skeleton } from '../../ui/Skeleton';
import { useReceipts } from '../../policy/ui/useReceipts';
import { words } from '../../words';
import { isMuted } from '../muted';
import { markedExcerpt, markedName, matches, type Query } from '../search';
import type { Hit, SearchState } from '../searching';
import { ChatRow } from './ChatRow';
import { Marked } from './Marked';
import { MoreResults } from './MoreResults';
import { previewOf } from './preview';
import { fullTime, listTime } from './times';

interface Props {
  readonly query: string;
  /** The other of the one conversation that is searched; undefined for all of them. */
  readonly peer?: string;
  /** Whose conversation stands beside it. */
  readonly chosen?: string;
}

/** What was found: names at once from this device, messages as the server finds them. */
export function Results({ query, peer, chosen }: Props) {
  const { chat, link } = useSession();
  const [search] = useState(() => chat.search(peer));
  useEffect(() => () => search.dispose(), [search]);
  useEffect(() => search.ask(query), [search, query]);
  const state = useStore(search);
  const receipts = useReceipts();
  const names = useFoundNames(query, peer === undefined);
  const count = names.conversations.length + names.people.length;
  const isSettled = state.phase === 'found' || state.phase === 'offline' || state.phase === 'idle';
  const isNothing = isSettled && count === 0 && state.hits.length === 0;
  return (
    <div className="results">
      <p className="visually-hidden" role="status">
        {state.phase === 'searching' ? words.search.busy : isSettled && !isNothing ? words.search.counted(count, state.hits.length, state.more !== 'none') : ''}
      </p>
      {names.conversations.length > 0 && (
        <Group title={words.search.conversations}>
          {names.conversations.map((summary) => (
            <li key={summary.peer}>
              <ChatRow
                summary={summary}
                name={summary.name}
                title={<Marked pieces={markedName(summary.name, query)} />}
                preview={previewOf(summary, { typing: false, draft: '', receipts })}
                chosen={summary.peer === chosen}
                muted={isMuted(summary, link.now())}
                query={query}
              />
            </li>
          ))}
        </Group>
      )}
      {names.people.length > 0 && (
        <Group title={words.search.people}>
          {names.people.map(({ address, name }) => (
            <li key={address}>
              <a className="row" href={hrefOf({ screen: 'chat', peer: address, query })} aria-current={address === chosen ? 'true' : undefined}>
                <Avatar name={name} address={address} />
                <bdi className="row-title">
                  <Marked pieces={markedName(name, query)} />
                </bdi>
              </a>
            </li>
          ))}
        </Group>
      )}
      <Told state={state} onAgain={search.again} />
      {isNothing && (
        <Empty
          icon="search"
          title={words.search.none}
          text={peer === undefined ? words.search.noneFor(query.trim()) : words.search.noneWithin(query.trim())}
        />
      )}
      {state.phase === 'found' && count > 0 && state.hits.length === 0 && <p className="results-note hint">{words.search.noMessages}</p>}
      {state.phase === 'searching' && state.hits.length === 0 && <Skeleton rows={5} />}
      {state.query && state.hits.length > 0 && (
        <Group title={words.search.messages}>
          {state.hits.map((hit) => (
            <li key={hit.message.message}>
              <HitRow hit={hit} found={state.query} query={peer === undefined ? query : undefined} within={peer !== undefined} />
            </li>
          ))}
        </Group>
      )}
      <MoreResults state={state.more} count={state.hits.length} onMore={search.more} />
    </div>
  );
}

function useFoundNames(query: string, wanted: boolean) {
  const { chat, contacts } = useSession();
  const { people } = useStore(contacts);
  const summaries = useStore(chat.conversations) ?? [];
  const nameOf = useNames();
  if (!wanted) return { conversations: [], people: [] };
  const known = new Set(summaries.map(({ peer }) => peer));
  const conversations = summaries.map((summary) => ({ ...summary, name: nameOf(summary.peer) })).filter(({ name }) => matches(query, name));
  return { conversations, people: found(people, query).filter(({ address }) => !known.has(address)) };
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="results-title">{title}</h2>
      <ul className="rows">{children}</ul>
    </section>
  );
}

/** Why it is not all that there is. */
function Told({ state, onAgain }: { state: SearchState; onAgain: () => void }) {
  if (state.phase === 'offline') {
    return (
      <div className="results-note results-told">
        <Icon name="offline" size={20} />
        <p>{words.search.offline}</p>
      </div>
    );
  }
  if (state.phase !== 'failed') return null;
  return (
    <div className="results-note results-told" role="alert">
      <Icon name="warning" size={20} />
      <p>{words.search.failed}</p>
      <button type="button" onClick={onAgain}>
        {words.search.again}
      </button>
    </div>
  );
}

/** A message: who, when, and the words around those that were looked for. */
function HitRow({ hit: { peer, message }, found: by, query, within }: { hit: Hit; found: Query | undefined; query: string | undefined; within: boolean }) {
  const { contacts, link } = useSession();
  const nameOf = useNames();
  const mine = message.from === link.address;
  const who = within && mine ? link.address : peer;
  const name = within && mine ? contacts.getSnapshot().myName : nameOf(peer);
  return (
    <a className="row hit" href={hrefOf({ screen: 'chat', peer, at: message.message, ...(query !== undefined && { query }) })}>
      <Avatar name={name} address={who} />
      <span className="row-text">
        <span className="row-line">
          <bdi className="row-title">{name}</bdi>
          <time className="row-time" dateTime={new Date(message.at).toISOString()} title={fullTime(message.at)}>
            {listTime(message.at)}
          </time>
        </span>
        <span className="hit-text">
          {mine && !within && <span className="muted">{words.search.you} </span>}
          <bdi>{by && <Marked pieces={markedExcerpt(message.body ?? '', by)} />}</bdi>
        </span>
      </span>
    </a>
  );
}
