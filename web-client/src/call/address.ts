import { go, goInstead, hrefOf, type Route, routeOf } from '../app/router';
import type { Link } from '../protocol';
import { type Current, isLive, type Life } from './life';
import type { CallStore } from './store';

/** How the address follows a call. */
type Move = { readonly kind: 'stay' } | { readonly kind: 'go' | 'instead'; readonly to: Route };

const STAY: Move = { kind: 'stay' };

/**
 * Where the page goes when calls change. Who places or answers a call is taken to it; a call that a reloaded page comes
 * back into is shown where its address says, and stays small elsewhere.
 */
export function moveOf(before: Life, after: Life, at: Route): Move {
  const { current } = after;
  if (!isLive(current) || current.call === before.current?.call) return STAY;
  if (at.screen === 'call' && at.call === current.call) return STAY;
  const replaced = at.screen === 'call' && before.current?.call === at.call;
  if (!replaced && !isOwnDoing(before, current)) return STAY;
  const to = { screen: 'call', call: current.call } as const;
  return { kind: at.screen === 'call' ? 'instead' : 'go', to };
}

/** Placed or answered here just now: anything else was found on the server. */
function isOwnDoing(before: Life, current: Current): boolean {
  if (current.phase === 'calling') return current.progress === 'starting';
  return before.ringing.some(({ call }) => call === current.call);
}

/** Whether there is something to show at the address of this call. */
function isKnown({ current, ringing }: Life, call: string): boolean {
  return current?.call === call || ringing.some((each) => each.call === call);
}

/** After `ready` the server says within this time which call this device is in. */
const TOLD_WITHIN_MS = 4000;

/** The address that stands under the call in the browser's history, as far as this page knows. */
let under: string | undefined;
/** On the way back, which the browser takes in its own time. */
let leaving = false;

/** Lets the address follow the calls of this session. Returns the way out. */
export function followCalls(calls: Pick<CallStore, 'getSnapshot' | 'subscribe'>, link: Pick<Link, 'onReady' | 'state'>): () => void {
  let before: Life = calls.getSnapshot();
  let told = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turnAway = () => {
    const route = routeOf(location.hash);
    if (!told || leaving || route.screen !== 'call' || isKnown(calls.getSnapshot(), route.call)) return;
    under = undefined;
    goInstead({ screen: 'calls' });
  };
  const ready = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      told = true;
      turnAway();
    }, TOLD_WITHIN_MS);
  };
  const follow = () => {
    const after = calls.getSnapshot();
    const move = moveOf(before, after, routeOf(location.hash));
    before = after;
    if (move.kind === 'go') go(move.to);
    else if (move.kind === 'instead') goInstead(move.to);
    else turnAway();
  };
  const moved = ({ oldURL }: { readonly oldURL: string }) => {
    const old = new URL(oldURL).hash;
    leaving = false;
    if (routeOf(location.hash).screen === 'call' && routeOf(old).screen !== 'call') under = old;
    turnAway();
  };
  if (link.state.phase === 'ready') ready();
  const leave = [link.onReady(ready), calls.subscribe(follow)];
  globalThis.addEventListener('hashchange', moved);
  return () => {
    clearTimeout(timer);
    for (const each of leave) each();
    globalThis.removeEventListener('hashchange', moved);
  };
}

/** Makes the call small, or leaves its end: back to where one was, else to the conversation with them. */
export function leaveCall(peer: string): void {
  if (routeOf(location.hash).screen !== 'call') return;
  if (under === undefined) {
    goInstead({ screen: 'chat', peer });
    return;
  }
  under = undefined;
  leaving = true;
  history.back();
}

export const openCall = (call: string): void => go({ screen: 'call', call });

/** Whether this is where the page is: a call covers everything only at its own address. */
export const isAtCall = (route: Route, call: string): boolean => hrefOf(route) === hrefOf({ screen: 'call', call });
