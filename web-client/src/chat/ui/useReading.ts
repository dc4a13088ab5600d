import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ScrollToIndexOpts, VirtualizerHandle } from 'virtua';
import type { ConversationView } from '..';
import { type Row, seqAt } from './rows';

/** So near to the end counts as being there. */
const NEAR_END_PX = 48;
/** So far before the beginning of what is here, more is fetched. */
const EARLY_PX = 900;
/** The rows are measured first, and the way to the place is corrected by their sizes. */
const PLACING_MS = 60;

interface Reading {
  readonly list: RefObject<VirtualizerHandle | null>;
  /** Whether the list stands where reading begins; before, it is not to be seen. */
  readonly placed: boolean;
  readonly atEnd: boolean;
  /** The highest `seq` that was before the person's eyes since they came. */
  readonly seenUpTo: number;
  readonly onScroll: () => void;
  readonly toNewest: () => void;
  readonly toRow: (index: number) => void;
}

interface Options {
  readonly conversation: ConversationView;
  /** What scrolls, and holds the list. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  /** Somebody came near the beginning of what is here. */
  readonly onEarly: () => void;
}

/**
 * Where somebody reads in a list of messages: it begins where they left, else at the unread mark, else at the newest; it
 * stays at the newest while they are there, and never moves them otherwise.
 */
export function useReading({ conversation, scroller, rows, onEarly }: Options): Reading {
  const list = useRef<VirtualizerHandle>(null);
  const [placed, setPlaced] = useState(false);
  const [atEnd, setAtEnd] = useState(true);
  const [seenUpTo, setSeenUpTo] = useState(0);
  const stuck = useRef(true);
  /** Goes to where the list was last asked to stand. */
  const aim = useRef<() => void>(undefined);
  const offset = useRef(0);
  const newest = rows.at(-1);
  const newestKey = newest?.key;
  const isNewestMine = newest !== undefined && 'mine' in newest && newest.mine;
  const newestBefore = useRef<string>(undefined);

  const go = useCallback((index: number, options: ScrollToIndexOpts) => {
    stuck.current = false;
    aim.current = () => list.current?.scrollToIndex(index, options);
    aim.current();
  }, []);
  const toEnd = useCallback(() => {
    stuck.current = true;
    scrollToEnd(scroller);
  }, [scroller]);
  const toRow = useCallback((index: number) => go(index, { align: 'center' }), [go]);

  const look = useCallback(() => {
    const handle = list.current;
    if (!handle || !placed || rows.length === 0) return;
    const { scrollOffset, viewportSize, scrollSize } = handle;
    const bottom = scrollOffset + viewportSize;
    // A row that grows moves the end away; only somebody who scrolls up leaves it.
    if (bottom >= scrollSize - NEAR_END_PX) stuck.current = true;
    else if (scrollOffset < offset.current - 1) stuck.current = false;
    offset.current = scrollOffset;
    setAtEnd(stuck.current);
    const seen = seqAt(rows, stuck.current ? rows.length - 1 : handle.findItemIndex(bottom - 1));
    setSeenUpTo((before) => Math.max(before, seen));
    const index = handle.findItemIndex(scrollOffset);
    const key = rows[index]?.key;
    conversation.keepPlace(stuck.current || key === undefined ? undefined : { key, offsetPx: scrollOffset - handle.getItemOffset(index) });
    if (scrollOffset < EARLY_PX) onEarly();
  }, [rows, placed, conversation, onEarly]);

  const isThere = rows.length > 0;
  const begin = useEffectEvent(() => {
    const { place } = conversation;
    const left = place ? rows.findIndex(({ key }) => key === place.key) : -1;
    const unread = rows.findIndex(({ kind }) => kind === 'unread');
    if (left >= 0) go(left, { align: 'start', offset: place?.offsetPx ?? 0 });
    else if (unread >= 0) go(unread, { align: 'start', offset: -8 });
    else toEnd();
  });
  const hold = useEffectEvent(() => {
    if (stuck.current) toEnd();
    else if (!placed) aim.current?.();
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!isThere || !element) return;
    begin();
    // What is drawn grows after what was reckoned, on a busy device much later: one cannot scroll to where nothing is yet.
    const drawn = new ResizeObserver(hold);
    // What is reckoned grows as rows are measured; nobody is to see a frame of it away from the end.
    const reckoned = new MutationObserver(hold);
    drawn.observe(element);
    for (const each of element.children) {
      drawn.observe(each);
      reckoned.observe(each, { attributeFilter: ['style'] });
    }
    const timer = setInterval(() => {
      if (!isDrawn(list.current, element)) return;
      clearInterval(timer);
      // A few that were thought to fit had no way to go; once measured, they may have.
      hold();
      setPlaced(true);
    }, PLACING_MS);
    return () => {
      drawn.disconnect();
      reckoned.disconnect();
      clearInterval(timer);
    };
  }, [isThere, scroller]);

  useLayoutEffect(() => {
    const isAnother = newestBefore.current !== undefined && newestBefore.current !== newestKey;
    newestBefore.current = newestKey;
    // What somebody has written just now they want to see, wherever they were reading.
    if (stuck.current || (isAnother && isNewestMine)) toEnd();
  }, [newestKey, isNewestMine, toEnd]);
  useEffect(look, [look]);

  return { list, placed, atEnd, seenUpTo, onScroll: look, toNewest: toEnd, toRow };
}

/** Not by the list, which would go on pulling for a moment: who turns the wheel just then is let go. */
const scrollToEnd = ({ current }: RefObject<HTMLElement | null>): void => current?.scrollTo({ top: current.scrollHeight });

/** Whether the page is as high as the list reckons. */
const isDrawn = (list: VirtualizerHandle | null, scroller: HTMLElement): boolean =>
  list !== null && list.viewportSize > 0 && scroller.scrollHeight > list.scrollSize - 2;
