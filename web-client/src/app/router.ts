import { useSyncExternalStore } from 'react';

/** Every screen has an address, so that back, reload and a link from a notification work. */
export type Route =
  | { screen: 'chats' }
  | { screen: 'chat'; peer: string }
  | { screen: 'people' }
  | { screen: 'add'; address: string; name: string }
  | { screen: 'settings' };

/** The part of the location after `#`. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'chat':
      return `#/chat/${route.peer}`;
    case 'add': {
      const name = route.name && `?${new URLSearchParams({ name: route.name }).toString()}`;
      return route.address ? `#/add/${route.address}${name}` : '#/add';
    }
    case 'chats':
    case 'people':
    case 'settings':
      return `#/${route.screen}`;
    default:
      return route satisfies never;
  }
}

/** The screen of a hash; what is not known leads to the chats. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [screen, rest = ''] = path.split('/', 2);
  const address = readable(rest);
  switch (screen) {
    case 'chat':
      return address ? { screen, peer: address } : { screen: 'chats' };
    case 'add':
      return { screen, address, name: new URLSearchParams(query).get('name') ?? '' };
    case 'people':
    case 'settings':
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

/** The link that somebody else opens to add this person. */
export const shareLinkOf = (address: string, name: string): string =>
  `${location.origin}/${hrefOf({ screen: 'add', address, name })}`;

const subscribe = (changed: () => void): (() => void) => {
  globalThis.addEventListener('hashchange', changed);
  return () => globalThis.removeEventListener('hashchange', changed);
};

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.hash));
}
