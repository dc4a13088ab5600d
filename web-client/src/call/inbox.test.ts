import { describe, expect, it } from 'vitest';
import { Inbox } from './inbox';

const frame = (n: number, call = 'a', peer?: string) => ({ call, n, ...(peer === undefined ? {} : { peer }) });

describe('frames of a call', () => {
  it('each is applied once, and a repeat is acknowledged again', () => {
    const inbox = new Inbox();
    expect(inbox.take(frame(1))).toMatchObject({ ready: [frame(1)], ack: 1 });
    expect(inbox.take(frame(1))).toMatchObject({ ready: [], ack: 1 });
    expect(inbox.take(frame(2))).toMatchObject({ ready: [frame(2)], ack: 2 });
  });

  it('what comes too early waits for what is before it', () => {
    const inbox = new Inbox();
    inbox.expect('a', 'call:Ana');
    expect(inbox.take(frame(3))).toMatchObject({ ready: [], ack: 0 });
    expect(inbox.take(frame(2))).toMatchObject({ ready: [], ack: 0 });
    expect(inbox.take(frame(1))).toMatchObject({ ready: [frame(1), frame(2), frame(3)], ack: 3 });
  });

  it('a reloaded page counts on from the first that it sees', () => {
    const inbox = new Inbox();
    expect(inbox.take(frame(7))).toMatchObject({ ready: [frame(7)], ack: 7 });
    expect(inbox.take(frame(6))).toMatchObject({ ready: [], ack: 7 });
    expect(inbox.take(frame(8))).toMatchObject({ ready: [frame(8)], ack: 8 });
  });

  it('a reloaded page counts on from a snapshot of the call', () => {
    const inbox = new Inbox();
    expect(inbox.countOnFrom(frame(5, 'a', 'call:Ana'))).toEqual([]);
    expect(inbox.take(frame(5))).toEqual({ ready: [], ack: 5, peer: 'call:Ana' });
    expect(inbox.take(frame(6))).toMatchObject({ ready: [frame(6)], ack: 6 });
  });

  it('a snapshot takes nothing away from a page that knows the call', () => {
    const inbox = new Inbox();
    inbox.expect('a', 'call:Ana');
    expect(inbox.countOnFrom(frame(2))).toBeNull();
    expect(inbox.take(frame(1))).toMatchObject({ ready: [frame(1)], ack: 1 });
    expect(inbox.take(frame(2))).toMatchObject({ ready: [frame(2)], ack: 2 });
  });

  it('a snapshot that comes after frames of the call has their effect, and no later one', () => {
    const inbox = new Inbox();
    inbox.take(frame(2));
    inbox.take(frame(4));
    inbox.take(frame(6));
    expect(inbox.countOnFrom(frame(5, 'a', 'call:Ana'))).toEqual([frame(6)]);
    expect(inbox.take(frame(4))).toMatchObject({ ready: [], ack: 6 });
  });

  it('only the first snapshot counts', () => {
    const inbox = new Inbox();
    inbox.countOnFrom(frame(2));
    expect(inbox.countOnFrom(frame(4))).toBeNull();
    expect(inbox.take(frame(3))).toMatchObject({ ready: [frame(3)], ack: 3 });
  });

  it('calls are counted apart', () => {
    const inbox = new Inbox();
    inbox.take(frame(1));
    inbox.take(frame(2));
    expect(inbox.take(frame(1, 'b'))).toMatchObject({ ready: [frame(1, 'b')], ack: 1 });
  });

  it('knows whom to acknowledge to where the frame does not say it', () => {
    const inbox = new Inbox();
    inbox.expect('a', 'call:Ana');
    expect(inbox.take(frame(1)).peer).toBe('call:Ana');
    inbox.take(frame(1, 'b', 'call:Bo'));
    expect(inbox.take(frame(2, 'b')).peer).toBe('call:Bo');
  });
});
