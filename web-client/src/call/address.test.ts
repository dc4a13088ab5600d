// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Route } from '../app/router';
import { Listeners } from '../app/listeners';
import { followCalls, leaveCall, moveOf } from './address';
import { type Current, IDLE, type Life, type Ringing } from './life';
import type { CallSnapshot } from './store';

const chats: Route = { screen: 'chats' };
const at = (call: string): Route => ({ screen: 'call', call });
const party = (call: string) => ({ call, peer: 'call:bo', media: 'audio' as const, role: 'caller' as const });
const placed = (call: string): Life => ({ current: { ...party(call), phase: 'calling', progress: 'starting' }, ringing: [] });
const connecting = (call: string): Life => ({ current: { ...party(call), phase: 'connecting' }, ringing: [] });
const over = (call: string): Life => ({ current: { ...party(call), phase: 'ended', reason: 'completed' } satisfies Current, ringing: [] });
const rings = (call: string, life = IDLE): Life => ({ ...life, ringing: [{ ...party(call), known: true, intent: '', device: '', expiresAt: 0 } satisfies Ringing] });

describe('where the page goes', () => {
  it.each([
    ['a call that one places opens', IDLE, placed('a'), chats, { kind: 'go', to: at('a') }],
    ['a call that one answers opens', rings('a'), connecting('a'), chats, { kind: 'go', to: at('a') }],
    ['a call that a reloaded page comes back into stays small', IDLE, connecting('a'), chats, { kind: 'stay' }],
    ['a reloaded page at its address stays there', IDLE, connecting('a'), at('a'), { kind: 'stay' }],
    ['a call that rings moves nothing', IDLE, rings('a'), chats, { kind: 'stay' }],
    ['going on moves nothing', placed('a'), connecting('a'), chats, { kind: 'stay' }],
    ['calling again takes the place of the end', over('a'), placed('b'), at('a'), { kind: 'instead', to: at('b') }],
    ['answering another takes the place of the first', rings('b', connecting('a')), connecting('b'), at('a'), { kind: 'instead', to: at('b') }],
    ['two calls that crossed are one to the eye', placed('a'), connecting('b'), at('a'), { kind: 'instead', to: at('b') }],
    ['two calls that crossed while it was small stay small', placed('a'), connecting('b'), chats, { kind: 'stay' }],
    ['an end stays where it is', connecting('a'), over('a'), at('a'), { kind: 'stay' }],
  ] as const)('%s', (_, before, after, route, move) => {
    expect(moveOf(before, after, route)).toEqual(move);
  });
});

describe('the address', () => {
  const listeners = new Listeners();
  const readies = new Listeners();
  let life: Life = IDLE;
  let leave: () => void;
  const become = (next: Life) => {
    life = next;
    listeners.tell();
  };

  beforeEach(() => {
    life = IDLE;
    location.hash = '#/chats';
    leave = followCalls(
      { getSnapshot: () => life as CallSnapshot, subscribe: listeners.add },
      { state: { phase: 'waiting', attempt: 1, until: 0 }, onReady: readies.add },
    );
  });

  afterEach(() => {
    leave();
    vi.useRealTimers();
  });

  it('goes to the call, and back to where one was', async () => {
    become(placed('a'));
    expect(location.hash).toBe('#/call/a');
    await vi.waitFor(() => expect(location.hash).toBe('#/call/a'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    leaveCall('call:bo');
    await vi.waitFor(() => expect(location.hash).toBe('#/chats'));
  });

  it('leaves a call that one was led to by a reload for the conversation', () => {
    location.replace('#/call/a');
    leaveCall('call:bo');
    expect(location.hash).toBe('#/chat/call:bo');
  });

  it('turns away from a call that nobody knows, once the server would have told of it', () => {
    vi.useFakeTimers();
    location.replace('#/call/gone');
    readies.tell();
    expect(location.hash).toBe('#/call/gone');
    vi.advanceTimersByTime(10_000);
    expect(location.hash).toBe('#/calls');
  });

  it('waits at a call that comes back', () => {
    vi.useFakeTimers();
    location.replace('#/call/a');
    readies.tell();
    become(connecting('a'));
    vi.advanceTimersByTime(10_000);
    expect(location.hash).toBe('#/call/a');
  });
});
