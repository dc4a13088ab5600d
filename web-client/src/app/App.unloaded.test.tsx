// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { words } from '../words';
import { App } from './App';
import type { AppState, AppStore } from './appStore';

vi.mock('./Running', () => {
  throw new Error('the network went away');
});

afterEach(cleanup);

test('a page whose rest could not be fetched says so, instead of staying empty', async () => {
  const state = { phase: 'running', session: {} } as AppState;
  const store = { getSnapshot: () => state, subscribe: () => () => undefined } as unknown as AppStore;
  render(<App store={store} />);
  await screen.findByText(words.unusable.page.title);
  expect(screen.getByRole('button', { name: words.unusable.again })).toBeTruthy();
});
