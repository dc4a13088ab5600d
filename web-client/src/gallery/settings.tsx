import { SETTINGS } from '../app/router';
import type { Entries } from './entry';
import { Page } from './session';

/** They look at the browser itself, and have entries of their own that look at nothing. */
const ELSEWHERE: readonly string[] = ['media', 'connection'];

export const settings: Entries = {
  'settings/list': { at: { screen: 'settings' }, draw: () => <Page scene={{ chats: [] }} /> },
  ...Object.fromEntries(
    SETTINGS.filter((section) => !ELSEWHERE.includes(section)).map((section) => [`settings/${section}`, { at: { screen: 'settings', section } as const, draw: () => <Page scene={{ chats: [] }} /> }]),
  ),
};
