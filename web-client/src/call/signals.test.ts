import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClientFrame, WireError } from '../protocol';
import { insist, Signals } from './signals';
import { FakeLink, person } from './testing';

const ice = (gen: number, name: string) =>
  ({ type: 'webrtc:ice' as const, call: 'c', peer: 'p', gen, candidates: [{ candidate: name }] }) satisfies ClientFrame;
const names = (sent: readonly ClientFrame[]) =>
  sent.map((frame) => (frame.type === 'webrtc:ice' ? frame.candidates[0]?.candidate : frame.type));

const later = new WireError('overloaded', 'later', true, 700);
const never = new WireError('call_over', 'over', false);

let link: FakeLink;
beforeEach(async () => {
  link = new FakeLink(await person(1));
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('signals of a call', () => {
  const refused = vi.fn();

  it('wait until the server knows the call', async () => {
    const signals = new Signals(link, refused);
    signals.post(ice(1, 'a'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(link.sent).toEqual([]);
    signals.open();
    expect(names(link.sent)).toEqual(['a']);
  });

  it('none is lost while the connection is away, and their order holds', async () => {
    const signals = new Signals(link, refused);
    signals.open();
    link.up = false;
    signals.post(ice(1, 'a'));
    signals.post(ice(1, 'b'));
    await vi.advanceTimersByTimeAsync(10);
    expect(link.sent).toEqual([]);
    link.back();
    await vi.advanceTimersByTimeAsync(0);
    expect(names(link.sent)).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.sent).toHaveLength(2);
  });

  it('come back when the server says so', async () => {
    const signals = new Signals(link, refused);
    link.reply = () => (link.sent.length === 1 ? later : { type: 'ok' });
    signals.open();
    signals.post(ice(1, 'a'));
    await vi.advanceTimersByTimeAsync(699);
    expect(link.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(names(link.sent)).toEqual(['a', 'a']);
  });

  it('one that is refused for good does not hold up the next', async () => {
    const signals = new Signals(link, refused);
    link.reply = () => (link.sent.length === 1 ? never : { type: 'ok' });
    signals.open();
    signals.post(ice(1, 'a'));
    signals.post(ice(1, 'b'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(names(link.sent)).toEqual(['a', 'b']);
    expect(refused).toHaveBeenCalledExactlyOnceWith(never);
  });

  it('of a peer connection that is gone are not sent any more', async () => {
    const signals = new Signals(link, refused);
    signals.post(ice(1, 'old'));
    signals.post(ice(2, 'new'));
    signals.dropBefore(2);
    signals.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(names(link.sent)).toEqual(['new']);
  });

  it('end with the call', async () => {
    const signals = new Signals(link, refused);
    signals.open();
    link.up = false;
    signals.post(ice(1, 'a'));
    signals.dispose();
    link.back();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.sent).toEqual([]);
  });
});

describe('insisting', () => {
  const end = { type: 'call:end', call: 'c', peer: 'p' } as const;

  it('asks the same again until there is an answer', async () => {
    link.reply = () => (link.sent.length < 3 ? later : { type: 'ok' });
    const answer = insist(link, end, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(1400);
    expect(await answer).toEqual({ type: 'ok' });
    expect(link.sent).toEqual([end, end, end]);
  });

  it('takes no for an answer', async () => {
    link.reply = () => never;
    await expect(insist(link, end, new AbortController().signal)).rejects.toBe(never);
  });

  it('stops when nobody waits any more', async () => {
    const waiting = new AbortController();
    link.up = false;
    const answer = insist(link, end, waiting.signal);
    const stopped = expect(answer).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(100);
    waiting.abort();
    await stopped;
    link.back();
    expect(link.sent).toEqual([]);
  });
});
