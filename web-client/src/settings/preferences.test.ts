// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { PreferenceStore } from './preferences';

beforeEach(() => localStorage.clear());

test('what was never chosen is what most people want', () => {
  expect(new PreferenceStore().getSnapshot()).toMatchObject({ theme: 'system', language: 'system', ringSound: true, relayOnly: false });
});

test('a choice is told, and is there after the page was loaded anew', () => {
  const store = new PreferenceStore();
  const told = vi.fn();
  store.subscribe(told);
  store.set('ringSound', false);
  store.set('theme', 'dark');
  expect(told).toHaveBeenCalledTimes(2);
  expect(new PreferenceStore().getSnapshot()).toMatchObject({ ringSound: false, theme: 'dark' });
});

test('what another version kept, or somebody wrote by hand, is no choice', () => {
  localStorage.setItem('callvault.theme', 'sepia');
  localStorage.setItem('callvault.language', 'tlh');
  expect(new PreferenceStore().getSnapshot()).toMatchObject({ theme: 'system', language: 'system' });
});

test('another tab chose', () => {
  const store = new PreferenceStore();
  localStorage.setItem('callvault.vibration', 'false');
  globalThis.dispatchEvent(new Event('storage'));
  expect(store.getSnapshot().vibration).toBe(false);
});
