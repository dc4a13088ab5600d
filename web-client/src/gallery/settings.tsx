import { SETTINGS } from '../app/router';
import type { Entries } from './entry';
import { Page } from './session';

export const settings: Entries = {
  'settings/list': { at: { screen: 'settings' }, draw: () => <Page scene={{ chats: [] }} /> },
  ...Object.fromEntries(
    SETTINGS.map((section) => [`settings/${section}`, { at: { screen: 'settings', section } as const, draw: () => <Page scene={{ chats: [] }} /> }]),
  ),
};
