import { describe, expect, test } from 'vitest';
import { Pacer } from './pacer';

describe('pacing', () => {
  test('a burst up to four fifths of the limit goes at once, the rest in order over the next seconds', () => {
    let now = 100_000;
    const pacer = new Pacer(() => now);
    pacer.start(50);
    const waits = Array.from({ length: 100 }, () => pacer.take());
    expect(waits.slice(0, 40)).toEqual(new Array(40).fill(0));
    expect(waits.slice(40, 80)).toEqual(new Array(40).fill(1_000));
    expect(waits.slice(80)).toEqual(new Array(20).fill(2_000));
    now += 3_000;
    expect(pacer.take()).toBe(0);
  });

  test('no second holds more than planned, whatever the arrivals', () => {
    let now = 0;
    const pacer = new Pacer(() => now);
    pacer.start(10);
    const sent: number[] = [];
    for (let frame = 0; frame < 500; frame++) {
      sent.push(now + pacer.take());
      now += (frame * 7919) % 173;
    }
    for (const start of sent) {
      expect(sent.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(8);
    }
  });

  test('a new connection starts fresh', () => {
    const pacer = new Pacer(() => 0);
    pacer.start(1);
    pacer.take();
    expect(pacer.take()).toBe(1_000);
    pacer.start(1);
    expect(pacer.take()).toBe(0);
  });
});
