import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { Avatar } from '../../ui/Avatar';
import { Problem } from '../../ui/Field';
import { useReceipts } from '../../policy/ui/useReceipts';
import { words } from '../../words';
import type { ConversationView } from '..';
import { hasDeeds } from './deeds';
import { JumpButton } from './JumpButton';
import { type Chosen, MessageActions } from './MessageActions';
import { RowView } from './RowView';
import { cameBefore, firstUnread, newestMine, type Row, rowsOf, unreadAbove } from './rows';
import { useCopy } from './useCopy';
import { useJump } from './useJump';
import { useMarkRead } from './useMarkRead';
import { useReading } from './useReading';

const NO_ROWS: readonly Row[] = [];

interface Props {
  readonly conversation: ConversationView;
  readonly name: string;
  /** The message that the address leads to; `onLed` when it has. */
  readonly at: string | undefined;
  readonly onLed: () => void;
}

/** The messages of a conversation, however many: only those in view are on the page. */
export const MessageList = memo(function MessageList({ conversation, name, at, onLed }: Props) {
  const { link } = useSession();
  const state = useStore(conversation);
  const receipts = useReceipts();
  const scroller = useRef<HTMLDivElement>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<Chosen>();
  const earlier = useAction();
  const { notice, say, copy } = useCopy();
  const deed = useAction();

  // What was new when somebody came stays marked while they are here, though it counts as read soon; until they answer.
  const [opened, setOpened] = useState<{ readonly unreadFrom: number | undefined; readonly mine: string | undefined }>();
  const mine = state && newestMine(state, link.address);
  if (state && !opened) setOpened({ unreadFrom: firstUnread(state, link.address), mine });
  if (opened?.unreadFrom !== undefined && opened.mine !== mine) setOpened({ unreadFrom: undefined, mine });
  const unreadFrom = opened?.unreadFrom;
  const rows = useMemo(() => (state ? rowsOf(state, { me: link.address, unreadFrom, receipts }) : NO_ROWS), [state, link.address, unreadFrom, receipts]);
  const [drawn, setDrawn] = useState({ rows, shift: false });
  if (drawn.rows !== rows) setDrawn({ rows, shift: cameBefore(rows, drawn.rows) });

  const { busy, problem, run } = earlier;
  const hasEarlier = state?.hasEarlier ?? false;
  const fetchEarlier = useCallback(() => run(() => conversation.showEarlier()), [run, conversation]);
  const oldest = state?.messages[0]?.seq;
  const askedAt = useRef<number>(undefined);
  const onEarly = useCallback(() => {
    // Once for each beginning: what was asked for is on its way, and after a failure the person says when to try again.
    if (!hasEarlier || askedAt.current === oldest) return;
    askedAt.current = oldest;
    fetchEarlier();
  }, [hasEarlier, oldest, fetchEarlier]);
  const { list, placed, atEnd, seenUpTo, onScroll, toNewest, toRow } = useReading({ conversation, scroller, rows, onEarly });
  useMarkRead(conversation, seenUpTo, state?.row?.upTo ?? 0);

  const { pointed, jump } = useJump({ conversation, rows, at, run, toRow, onMissing: () => say(words.conversation.gone), onLed });
  const onActions = useCallback((row: Chosen['row'], at: HTMLElement) => setChosen({ row, at }), []);
  const onUnfold = useCallback((key: string) => setUnfolded((before) => new Set(before).add(key)), []);
  const newest = rows.findLast((row) => 'mine' in row && hasDeeds(row))?.key;
  const isEmpty = state !== undefined && rows.length === 0;
  return (
    <>
      <div className="messages">
        <div
          ref={scroller}
          className={`log scroll ${placed || rows.length === 0 ? '' : 'unplaced'}`}
          role="log"
          // What scrolls into view is not news; what is, NewMessages reads out.
          aria-live="off"
          aria-label={words.conversation.with(name)}
          aria-busy={state === undefined}
          tabIndex={0}
          onKeyDown={walkActions}
        >
          {state === undefined && <Arriving />}
          {isEmpty && (
            <div className="empty">
              <Avatar name={name} address={conversation.peer} size="l" />
              <p className="empty-title">{words.conversation.emptyTitle}</p>
              <p>{words.conversation.empty}</p>
            </div>
          )}
          {rows.length > 0 && (
            <>
              <div className="log-rest" />
              <Virtualizer
                ref={list}
                as="ol"
                item="li"
                data={rows}
                shift={drawn.shift}
                bufferSize={400}
                onScroll={onScroll}
              >
                {(row) => (
                  <RowView
                    key={row.key}
                    row={row}
                    name={name}
                    unfolded={unfolded.has(row.key)}
                    tabbable={row.key === newest}
                    conversation={conversation}
                    onActions={onActions}
                    onUnfold={onUnfold}
                    pointed={row.key === pointed}
                    onJump={jump}
                  />
                )}
              </Virtualizer>
            </>
          )}
        </div>
        {hasEarlier && (busy || problem !== undefined) && (
          <div className="log-note above">
            {busy ? <p role="status">{words.conversation.loadingEarlier}</p> : <Problem text={problem} />}
            {!busy && (
              <button type="button" onClick={fetchEarlier}>
                {words.conversation.earlier}
              </button>
            )}
          </div>
        )}
        <p className="log-note below" role="status">
          {deed.problem ?? notice}
        </p>
        <JumpButton
          shown={placed && !atEnd}
          count={state ? unreadAbove(state.messages, Math.max(seenUpTo, state.row?.readUpTo ?? 0), link.address) : 0}
          onJump={() => {
            toNewest();
            scroller.current?.focus({ preventScroll: true });
          }}
        />
      </div>
      {/* Outside of what is contained: there it could not stand where it is asked for. */}
      {chosen && (
        <MessageActions key={chosen.row.key} {...chosen} conversation={conversation} name={name} run={deed.run} onCopy={copy} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
});

/** Up and down lead from the actions of one message to those of the next. */
function walkActions(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('.turn-more')) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.turn-more')];
  const next = all[all.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Messages that are on their way from this device's own storage; not to be seen in the first 200 ms. */
const Arriving = () => (
  <div className="skeleton arriving" role="status" aria-label={words.loading}>
    {['theirs', 'theirs short', 'mine', 'theirs', 'mine short'].map((each, at) => (
      <span key={at} className={`skeleton-bubble ${each}`} />
    ))}
  </div>
);
