// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeLocks } from '../testing/fakeLocks';
import { FakeSocket } from '../testing/fakeSocket';
import { vectors } from '../testing/vectors';
import { words } from '../words';
import { App } from './App';
import { AppStore } from './appStore';
// Loaded before the test looks for it: making it ready for Node takes longer than a test waits, a browser gets it in one file.
import './Running';

let store: AppStore;

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('WebSocket', FakeSocket);
  Object.defineProperty(navigator, 'locks', { configurable: true, value: new FakeLocks() });
  Object.defineProperty(navigator, 'storage', { configurable: true, value: { persist: () => Promise.resolve(true) } });
});

afterEach(() => {
  cleanup();
  store.dispose();
  vi.unstubAllGlobals();
});

test('somebody who arrives by a link makes a person, and then adds the one who sent it', { timeout: 20_000 }, async () => {
  location.hash = `#/add/${vectors.b.address}?name=Ben`;
  store = new AppStore();
  render(<App store={store} />);
  await screen.findByText(words.welcome.invited('Ben'));
  await userEvent.type(screen.getByLabelText('Your name'), 'Ana');
  await userEvent.click(screen.getByRole('button', { name: 'Start' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Go on without' }));
  expect(await screen.findByLabelText('Address')).toHaveProperty('value', vectors.b.address);
  expect(screen.getByLabelText('Name for them')).toHaveProperty('value', 'Ben');
  screen.getByText(words.add.invited('Ben'));
});
