import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConnectionState } from '../protocol';
import { Listeners } from './listeners';
import { type Notice, NoticeStore } from './notice';

const changed = new Listeners();
const network = new Listeners();
const ready = { phase: 'ready' } as ConnectionState;
let state: ConnectionState;
let online: boolean;
let store: NoticeStore;
let said: Notice[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  state = { phase: 'connecting', attempt: 0 };
  online = true;
  said = [];
  store = new NoticeStore(
    { get state() { return state; }, subscribe: (listener) => changed.add(listener) },
    { isOnline: () => online, watch: (listener) => network.add(listener) },
  );
  store.subscribe(() => said.push(store.getSnapshot()));
});

afterEach(() => {
  store.dispose();
  vi.useRealTimers();
});

const becomes = (next: ConnectionState) => {
  state = next;
  changed.tell();
};

describe('what is said of the connection', () => {
  test('the first one: nothing but that it is on its way', () => {
    expect(store.getSnapshot()).toEqual({ kind: 'connecting', atOnce: false });
    becomes(ready);
    vi.advanceTimersByTime(10_000);
    expect(said).toEqual([{ kind: 'none' }]);
  });

  test('a lost one: the seconds until the next try, the try, and that it is back, for three seconds', () => {
    becomes(ready);
    becomes({ phase: 'waiting', attempt: 1, until: Date.now() + 2_000 });
    vi.advanceTimersByTime(2_000);
    becomes({ phase: 'connecting', attempt: 1 });
    becomes(ready);
    vi.advanceTimersByTime(2_500);
    expect(store.getSnapshot()).toEqual({ kind: 'back' });
    vi.advanceTimersByTime(500);
    expect(said).toEqual([
      { kind: 'none' }, { kind: 'waiting', seconds: 2 }, { kind: 'waiting', seconds: 1 },
      { kind: 'connecting', atOnce: true }, { kind: 'back' }, { kind: 'none' },
    ]);
  });

  test('a device without network: that, and no countdown', () => {
    becomes(ready);
    becomes({ phase: 'waiting', attempt: 1, until: Date.now() + 5_000 });
    online = false;
    network.tell();
    vi.advanceTimersByTime(20_000);
    expect(store.getSnapshot()).toEqual({ kind: 'offline' });
    online = true;
    network.tell();
    expect(store.getSnapshot()).toEqual({ kind: 'waiting', seconds: 1 });
  });

  test('a stopped one: why, network or not', () => {
    online = false;
    becomes({ phase: 'stopped', reason: 'clock_skew' });
    expect(store.getSnapshot()).toEqual({ kind: 'stopped', reason: 'clock_skew' });
  });

  test('a connection that stands is believed more than the device', () => {
    online = false;
    becomes(ready);
    expect(store.getSnapshot()).toEqual({ kind: 'none' });
  });
});
