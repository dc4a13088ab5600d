import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Listeners } from '../app/listeners';
import { keepAwake } from './awake';
import type { Current } from './life';
import type { CallSnapshot } from './store';

const talking = { phase: 'talking' } as Current;
const listeners = new Listeners();
let current: Current | null;
let page: EventTarget & { visibilityState: string };
const release = vi.fn(() => Promise.resolve());
const request = vi.fn(() => Promise.resolve({ release }));

const calls = { getSnapshot: () => ({ current }) as CallSnapshot, subscribe: listeners.add };

function become(next: Current | null): void {
  current = next;
  listeners.tell();
}

function look(state: string): void {
  page.visibilityState = state;
  page.dispatchEvent(new Event('visibilitychange'));
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  current = null;
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', { wakeLock: { request } });
});

afterEach(() => {
  listeners.clear();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it('the screen stays on from the beginning of a call to its end, and not longer', async () => {
  keepAwake(calls);
  expect(request).not.toHaveBeenCalled();
  become(talking);
  become(talking);
  expect(request).toHaveBeenCalledExactlyOnceWith('screen');
  become({ phase: 'ended' } as Current);
  await settled();
  expect(release).toHaveBeenCalledOnce();
});

it('who comes back to the page in mid-call has it again', async () => {
  keepAwake(calls);
  become(talking);
  look('hidden');
  await settled();
  expect(request).toHaveBeenCalledOnce();
  look('visible');
  expect(request).toHaveBeenCalledTimes(2);
});

it('a browser that cannot, or does not want to, loses no call', async () => {
  request.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'));
  const stop = keepAwake(calls);
  become(talking);
  become(null);
  await settled();
  stop();
  vi.stubGlobal('navigator', {});
  keepAwake(calls);
  become(talking);
  become(null);
  await settled();
  expect(release).not.toHaveBeenCalled();
});

it('the end of the session lets the screen go', async () => {
  const stop = keepAwake(calls);
  become(talking);
  stop();
  await settled();
  expect(release).toHaveBeenCalledOnce();
});
