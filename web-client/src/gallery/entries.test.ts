import { describe, expect, it } from 'vitest';
import { type Route, SETTINGS } from '../app/router';
import { ENTRIES } from './entries';

/** Does not compile when a screen is added that it does not know. */
const SCREENS = {
  chats: true, chat: true, search: true, archived: true, calls: true, call: true, people: true, person: true, add: true, scan: true, link: true, me: true, settings: true,
} satisfies Record<Route['screen'], true>;

const shown = (matches: (at: Route) => boolean) => Object.values(ENTRIES).some(({ at }) => at !== undefined && matches(at));

describe('the gallery', () => {
  it.each(Object.keys(SCREENS))('shows the screen "%s"', (screen) => {
    expect(shown((at) => at.screen === screen), `no entry is at "${screen}"`).toBe(true);
  });

  it.each(SETTINGS)('shows the settings’ section "%s"', (section) => {
    expect(shown((at) => at.screen === 'settings' && at.section === section), `no entry is at the section "${section}"`).toBe(true);
  });

  it('names its entries as files can be named', () => {
    expect(Object.keys(ENTRIES).filter((name) => !/^[a-z0-9-]+\/[a-zA-Z0-9_-]+$/.test(name))).toEqual([]);
  });
});
