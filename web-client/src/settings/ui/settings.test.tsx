// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { SHORTCUTS, useShortcuts } from '../../app/shortcuts';
import { FakeLink } from '../../testing/fakeLink';
import type { Edit } from '../../policy/policy';
import { made } from '../../testing/policies';
import { POLICIES } from '../../testing/telling';
import { vectors } from '../../testing/vectors';
import { words } from '../../words';
import { preferences } from '../preferences';
import { About } from './About';
import { Key } from './Key';
import { Privacy } from './Privacy';
import { Profile } from './Profile';
import { Shortcuts } from './Shortcuts';

const setMyName = vi.fn(() => Promise.resolve());
const change = vi.fn<(edit: Edit) => void>();
const snapshot = { myName: 'Ana', people: [] };
const contacts = { getSnapshot: () => snapshot, subscribe: () => () => undefined, setMyName };

beforeEach(() => {
  localStorage.clear();
  setMyName.mockClear();
  change.mockClear();
});

afterEach(cleanup);

const show = (section: ReactNode) =>
  render(<SessionContext value={{ link: new FakeLink(vectors.a.address), contacts, policies: { ...POLICIES, change } } as unknown as Session}>{section}</SessionContext>);

test('one’s name is changed, and that is said', async () => {
  show(<Profile />);
  const name = screen.getByLabelText('Your name');
  await userEvent.clear(name);
  expect(screen.getByRole('button', { name: words.settings.save })).toHaveProperty('disabled', true);
  await userEvent.type(name, ' Anna ');
  await userEvent.click(screen.getByRole('button', { name: words.settings.save }));
  expect(setMyName).toHaveBeenCalledExactlyOnceWith('Anna');
  await screen.findByText(words.settings.saved);
});

test('the network address is hidden at a switch', async () => {
  show(<Privacy />);
  await userEvent.click(screen.getByRole('switch', { name: words.settings.privacy.relayOnly }));
  expect(preferences.getSnapshot().relayOnly).toBe(true);
  await userEvent.click(screen.getByRole('switch', { name: words.settings.privacy.relayOnly }));
  expect(preferences.getSnapshot().relayOnly).toBe(false);
});

test.each([
  ['presence', words.settings.privacy.presence],
  ['receipts', words.settings.privacy.receipts],
] as const)('what others learn is the policy’s, on all devices: %s', async (member, name) => {
  show(<Privacy />);
  const control = screen.getByRole('switch', { name });
  expect(control.getAttribute('aria-checked')).toBe('true');
  await userEvent.click(control);
  expect(change.mock.calls.map(([edit]) => edit(made())[member])).toEqual([false]);
});

test('the key’s page says who one is here', () => {
  show(<Key />);
  screen.getByText(vectors.a.address);
  screen.getByText(words.settings.key.recoveryText);
});

test('the about page is honest about messages, and tells the version', () => {
  show(<About />);
  screen.getByText(words.settings.facts.messagesText);
  screen.getByText(/^\d+\.\d+\.\d+/);
  screen.getByText(location.origin);
});

test('every shortcut of the page is listed, and «?» leads to the list', async () => {
  function Anywhere() {
    useShortcuts();
    return <Shortcuts />;
  }
  show(<Anywhere />);
  const everywhere = within(screen.getByRole('heading', { name: words.settings.shortcuts.page }).closest('section')!);
  for (const { key } of SHORTCUTS) everywhere.getByText(words.settings.shortcuts.pageKeys[key]);
  location.hash = '#/chats';
  await userEvent.keyboard('?');
  expect(location.hash).toBe('#/settings/shortcuts');
});

test('who presses keys by accident switches them off', async () => {
  function Anywhere() {
    useShortcuts();
    return <Shortcuts />;
  }
  show(<Anywhere />);
  location.hash = '#/chats';
  await userEvent.click(screen.getByRole('switch', { name: words.settings.shortcuts.single }));
  await userEvent.keyboard('?2a');
  expect(location.hash).toBe('#/chats');
  preferences.set('singleKeys', true);
});

test('storage that is forbidden leaves everything as most people want it', () => {
  const get = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('', 'SecurityError');
  });
  globalThis.dispatchEvent(new Event('storage'));
  expect(preferences.getSnapshot()).toMatchObject({ theme: 'system', relayOnly: false });
  get.mockRestore();
});
