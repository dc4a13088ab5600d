import { queryOf } from '../chat/search';
import type { Hit, SearchState } from '../chat/searching';
import { me, NOW, somebody } from './cast';
import { some } from './chats';
import type { Entries, Entry } from './entry';
import { Page } from './session';

const HOUR = 3_600_000;

const SAID: readonly (readonly [number, 'me' | 'them', hoursAgo: number, body: string])[] = [
  [0, 'them', 0.2, 'Did the seeds arrive?'],
  [0, 'me', 30, 'I put the seed potatoes on the sill, so that they see the light.'],
  [2, 'them', 90, 'The seeds of the blue poppy need frost before they do anything at all. Leave them outside over the winter, in a box with sand, and forget about them until April.'],
  [5, 'them', 900, 'On Saturday there is a swap at the library: bring what you have, take what you like, and I will be there from ten on with tea, and of course with tomato seeds'],
  [3, 'me', 9_000, 'Seedlings!'],
];

const hitsOf = (said: typeof SAID): Hit[] =>
  said.map(([number, who, hoursAgo, body], at) => {
    const { address } = somebody(number);
    const [from, to] = who === 'me' ? [me().address, address] : [address, me().address];
    const message = { message: `m${at}`, conversation: `dm:${number}`, seq: at + 1, from, to, clientId: `c${at}`, kind: 'text' as const, body, attachments: [], at: NOW - hoursAgo * HOUR };
    return { peer: address, message };
  });

const everywhere = (query: string, search: () => Partial<SearchState>): Entry => ({
  at: { screen: 'chats', query },
  draw: () => <Page scene={{ chats: some(), search: { query: queryOf(query), ...search() } }} />,
});

const within = (query: string, search: () => Partial<SearchState>): Entry => ({
  at: { screen: 'search', peer: somebody(0).address, query },
  draw: () => <Page scene={{ chats: some(), search: { query: queryOf(query), ...search() } }} />,
});

/** Looking for people, conversations and messages. */
export const search: Entries = {
  'search/found': everywhere('seed', () => ({ phase: 'found', hits: hitsOf(SAID) })),
  'search/names': everywhere('ro', () => ({ phase: 'found' })),
  'search/more': everywhere('seed', () => ({ phase: 'found', hits: hitsOf([...SAID, ...SAID, ...SAID]), more: 'failed' })),
  'search/searching': everywhere('seed', () => ({ phase: 'searching' })),
  'search/nothing': everywhere('penguins', () => ({ phase: 'found' })),
  'search/offline': everywhere('seed', () => ({ phase: 'offline', hits: hitsOf(SAID.slice(0, 2)) })),
  'search/failed': everywhere('an', () => ({ phase: 'failed' })),
  'search/within': within('seed', () => ({ phase: 'found', hits: hitsOf(SAID.slice(0, 2)) })),
  'search/within-empty': within('', () => ({ phase: 'idle' })),
  'search/within-nothing': within('penguins', () => ({ phase: 'found' })),
};
