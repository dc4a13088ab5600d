import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PathWatch } from './path';

let start: number;
let told: string[];
let network: EventTarget & { type?: string };
let path: PathWatch;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  network = Object.assign(new EventTarget(), { type: 'wifi' });
  vi.stubGlobal('navigator', { connection: network });
  start = performance.now();
  told = [];
  path = new PathWatch({
    search: (broken) => told.push(`${broken ? 'search' : 'refresh'} ${at()}`),
    giveUp: () => told.push(`give up ${at()}`),
  });
});

afterEach(() => {
  path.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const at = (): number => Math.round(performance.now() - start);
const pass = (ms: number): void => void vi.advanceTimersByTime(ms);

function comesOnline(): void {
  globalThis.dispatchEvent(new Event('online'));
}

describe('a path', () => {
  it('that breaks is looked for after two seconds, then at growing distances, and given up after thirty', () => {
    path.lost(false);
    pass(30_000);
    path.dispose();
    pass(30_000);
    expect(told).toEqual(['search 2000', 'search 5000', 'search 9500', 'search 16250', 'search 26375', 'give up 30000']);
  });

  it('that the browser has given up is looked for at once', () => {
    path.lost(false);
    pass(1000);
    path.lost(true);
    pass(100);
    expect(told).toEqual(['search 1000']);
  });

  it('that is being looked for keeps its rhythm, whatever the browser says meanwhile', () => {
    path.lost(true);
    pass(1000);
    path.lost(true);
    path.lost(false);
    pass(1900);
    expect(told).toEqual(['search 0']);
    pass(200);
    expect(told).toEqual(['search 0', 'search 3000']);
  });

  it('that comes back is left alone', () => {
    path.lost(false);
    pass(1900);
    path.found();
    pass(60_000);
    expect(told).toEqual([]);
  });

  it('that works is looked for again once the network has changed and settled', () => {
    path.want();
    path.found();
    comesOnline();
    pass(500);
    network.type = 'cellular';
    network.dispatchEvent(new Event('change'));
    pass(900);
    expect(told).toEqual([]);
    pass(60_000);
    expect(told).toEqual(['refresh 1500']);
  });

  it('that is missed is looked for by the new network at once, and then in the rhythm', () => {
    path.lost(true);
    pass(100);
    comesOnline();
    pass(1100);
    expect(told).toEqual(['search 0', 'search 1100']);
  });

  it('is not looked for because the browser guesses another speed, nor before there is to be one', () => {
    path.want();
    path.found();
    network.dispatchEvent(new Event('change'));
    pass(2000);
    path.dispose();
    path = new PathWatch({ search: () => told.push('search'), giveUp: () => told.push('give up') });
    comesOnline();
    pass(2000);
    expect(told).toEqual([]);
  });
});
