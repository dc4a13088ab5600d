import { useSyncExternalStore } from 'react';

export const SETTINGS = ['profile', 'reach', 'quiet', 'hours', 'blocked', 'look', 'alerts', 'privacy', 'media', 'connection', 'devices', 'key', 'shortcuts', 'about', 'delete'] as const;
export type SettingsSection = (typeof SETTINGS)[number];

/** Every screen has an address, so that back, reload and a link from a notification work. */
export type Route =
  /** `query` is what is searched for, empty where nothing was typed yet. */
  | { screen: 'chats'; query?: string }
  /** Conversations that were put away. */
  | { screen: 'archived' }
  /** `at` is the message to be led to; `query` what was searched for, where the results stand beside it. */
  | { screen: 'chat'; peer: string; at?: string; query?: string }
  /** Messages of one conversation. */
  | { screen: 'search'; peer: string; query: string }
  | { screen: 'calls' }
  /** The call that this device takes part in, over the whole page; anywhere else it is a small one in the corner. */
  | { screen: 'call'; call: string }
  | { screen: 'people' }
  | { screen: 'person'; address: string }
  | { screen: 'add'; address: string; name: string }
  | { screen: 'scan' }
  /** To let another device in, by the code that it shows; empty where the code is still to be typed. */
  | { screen: 'link'; code: string; key: string }
  | { screen: 'me' }
  | { screen: 'settings'; section?: SettingsSection };

/** The part of the location after `#`. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'chats':
      return `#/chats${given({ q: route.query })}`;
    case 'chat':
      return `#/chat/${route.peer}${given({ at: route.at, q: route.query })}`;
    case 'search':
      return `#/search/${route.peer}${given({ q: route.query || undefined })}`;
    case 'call':
      return `#/call/${route.call}`;
    case 'person':
      return `#/person/${route.address}`;
    case 'add': {
      const name = route.name && `?${new URLSearchParams({ name: route.name }).toString()}`;
      return route.address ? `#/add/${route.address}${name}` : '#/add';
    }
    case 'link':
      return route.code ? `#/link/${route.code}${route.key && `?key=${route.key}`}` : '#/link';
    case 'settings':
      return route.section ? `#/settings/${route.section}` : '#/settings';
    case 'archived':
    case 'calls':
    case 'people':
    case 'scan':
    case 'me':
      return `#/${route.screen}`;
    default:
      return route satisfies never;
  }
}

function given(values: Readonly<Record<string, string | undefined>>): string {
  const there = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return there.length === 0 ? '' : `?${new URLSearchParams(there).toString()}`;
}

/** The screen of a hash; what is not known leads to the chats. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [screen, rest = ''] = path.split('/', 2);
  const named = readable(rest);
  const values = new URLSearchParams(query);
  const [asked, at] = [values.get('q'), values.get('at')];
  const searched = asked === null ? {} : { query: asked };
  switch (screen) {
    case 'chats':
      return { screen, ...searched };
    case 'chat':
      return named ? { screen, peer: named, ...(at !== null && { at }), ...searched } : { screen: 'chats' };
    case 'search':
      return named ? { screen, peer: named, query: asked ?? '' } : { screen: 'chats' };
    case 'call':
      return named ? { screen, call: named } : { screen: 'calls' };
    case 'person':
      return named ? { screen, address: named } : { screen: 'people' };
    case 'add':
      return { screen, address: named, name: values.get('name') ?? '' };
    case 'link':
      return { screen, code: named, key: values.get('key') ?? '' };
    case 'settings': {
      const section = SETTINGS.find((each) => each === named);
      return section ? { screen, section } : { screen };
    }
    case 'archived':
    case 'calls':
    case 'people':
    case 'scan':
    case 'me':
      return { screen };
    default:
      return { screen: 'chats' };
  }
}

function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const go = (route: Route): void => {
  location.hash = hrefOf(route);
};

/** As {@link go}, in the place of the screen that is shown: back does not lead to that one again. */
export const goInstead = (route: Route): void => {
  location.replace(hrefOf(route));
};

/** The link that somebody else opens to add this person. */
export const shareLinkOf = (address: string, name: string): string =>
  `${location.origin}/${hrefOf({ screen: 'add', address, name })}`;

let before: Route | undefined;
globalThis.addEventListener('hashchange', ({ oldURL }) => {
  before = routeOf(new URL(oldURL).hash);
});

/** Where somebody was before the screen that is shown; undefined where they opened the page with it. */
export const cameFrom = (): Route | undefined => before;

const subscribe = (changed: () => void): (() => void) => {
  globalThis.addEventListener('hashchange', changed);
  return () => globalThis.removeEventListener('hashchange', changed);
};

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.hash));
}

/** Whether a call is over the whole page. */
export const isCovered = (): boolean => routeOf(location.hash).screen === 'call';

let uncovered: string | undefined;

function hashBeneath(): string {
  if (!isCovered()) uncovered = location.hash;
  return uncovered ?? location.hash;
}

/**
 * As {@link useRoute}, for what a call over the whole page covers: it stays as it is. Nobody sees it, whoever answers does not wait
 * until it was changed, and whoever goes back finds it as they left it.
 */
export function useRouteBeneath(): Route {
  return routeOf(useSyncExternalStore(subscribe, hashBeneath));
}
