import { describe, expect, it } from 'vitest';
import { type Current, endReasonOf, IDLE, type Life, type LifeEvent, reduce, type Ringing } from './life';

const A = { call: 'a', peer: 'call:Ana', media: 'video' } as const;
const B = { call: 'b', peer: 'call:Bo', media: 'audio' } as const;
const ringing = (party: typeof A | typeof B): Ringing => ({ ...party, known: true, intent: 'jws', device: 'd', expiresAt: 45_000 });

const calling: Current = { ...A, role: 'caller', phase: 'calling', progress: 'trying' };
const connecting: Current = { ...A, role: 'caller', phase: 'connecting' };
const talking: Current = { ...A, role: 'caller', phase: 'talking', since: 1000, interrupted: false };
const ended: Current = { ...A, role: 'caller', phase: 'ended', reason: 'declined' };

const life = (current: Current | null, ...rings: Ringing[]): Life => ({ current, ringing: rings });
const over = (call: string, reason: Extract<LifeEvent, { type: 'over' }>['reason'], more = {}): LifeEvent => ({
  type: 'over', call, reason, at: 61_000, ...more,
});

const table: [name: string, before: Life, event: LifeEvent, after: Life][] = [
  ['placing begins honestly: nothing is known yet', IDLE, { type: 'placed', ...A }, life({ ...calling, progress: 'starting' })],
  ['placing while in a call does nothing', life(talking), { type: 'placed', ...B }, life(talking)],
  ['placing puts an ended call away', life(ended), { type: 'placed', ...B }, life({ ...B, role: 'caller', phase: 'calling', progress: 'starting' })],
  ['progress rises', life(calling), { type: 'progress', call: 'a', state: 'pushed' }, life({ ...calling, progress: 'pushed' })],
  ['progress never falls back', life({ ...calling, progress: 'ringing' }), { type: 'progress', call: 'a', state: 'pushed' }, life({ ...calling, progress: 'ringing' })],
  ['progress of another call is not ours', life(calling), { type: 'progress', call: 'b', state: 'ringing' }, life(calling)],
  ['a call rings', IDLE, { type: 'rings', ringing: ringing(B) }, life(null, ringing(B))],
  ['a call rings once', life(null, ringing(B)), { type: 'rings', ringing: ringing(B) }, life(null, ringing(B))],
  ['a call waits while one talks', life(talking), { type: 'rings', ringing: ringing(B) }, life(talking, ringing(B))],
  ['what rings takes the place of what ended', life(ended), { type: 'rings', ringing: ringing(B) }, life(null, ringing(B))],
  ['the call one is in does not ring', life(talking), { type: 'rings', ringing: ringing(A) }, life(talking)],
  ['answering', life(null, ringing(B)), { type: 'answered', call: 'b' }, life({ ...B, role: 'callee', phase: 'connecting' })],
  ['answering a second call replaces the first', life(talking, ringing(B)), { type: 'answered', call: 'b' }, life({ ...B, role: 'callee', phase: 'connecting' })],
  ['answering what does not ring does nothing', life(null), { type: 'answered', call: 'b' }, life(null)],
  ['they answered', life(calling), { type: 'accepted', call: 'a' }, life(connecting)],
  ['they answered something else', life(calling), { type: 'accepted', call: 'b' }, life(calling)],
  ['media flows', life(connecting), { type: 'flowing', call: 'a', at: 1000 }, life(talking)],
  ['nothing flows before an answer', life(calling), { type: 'flowing', call: 'a', at: 1000 }, life(calling)],
  ['media stops', life(talking), { type: 'interrupted', call: 'a' }, life({ ...talking, interrupted: true })],
  ['media is back, and the timer goes on', life({ ...talking, interrupted: true }), { type: 'flowing', call: 'a', at: 9000 }, life(talking)],
  ['a reloaded page comes back into the call', IDLE, { type: 'resumed', ...A, role: 'caller', since: 400 }, life({ ...A, role: 'caller', phase: 'connecting', since: 400 })],
  ['its timer goes on from the answer', life({ ...A, role: 'caller', phase: 'connecting', since: 400 }), { type: 'flowing', call: 'a', at: 1000 }, life({ ...talking, since: 400 })],
  ['a reloaded page still calls', IDLE, { type: 'resumed', ...A, role: 'caller', since: undefined }, life(calling)],
  ['no answer', life(calling), over('a', 'no_answer'), life({ ...A, role: 'caller', phase: 'ended', reason: 'no_answer' })],
  ['an end tells how long it was', life(talking), over('a', 'completed'), life({ ...A, role: 'caller', phase: 'ended', reason: 'completed', durationMs: 60_000 })],
  ['the first reason stays', life(ended), over('a', 'completed'), life(ended)],
  ['a missed call is shown', life(null, ringing(B)), over('b', 'missed'), life({ ...B, role: 'callee', phase: 'ended', reason: 'missed' })],
  ['one’s own refusal is not', life(null, ringing(B)), over('b', 'declined'), life(null)],
  ['a waiting call that ends does not disturb', life(talking, ringing(B)), over('b', 'cancelled'), life(talking)],
  ['one of two that ring ends', life(null, ringing(A), ringing(B)), over('a', 'cancelled'), life(null, ringing(B))],
  ['the end of an unknown call', life(talking), over('x', 'missed'), life(talking)],
  ['crossing calls: ours waits for theirs', life(calling), over('a', 'merged', { into: 'b' }), life({ ...calling, mergesInto: 'b' })],
  ['crossing calls: theirs ends before it rang here', life({ ...calling, mergesInto: 'b' }), over('b', 'cancelled'), life({ ...A, role: 'caller', phase: 'ended', reason: 'cancelled' })],
  ['merged into nothing is an end', life(calling), over('a', 'merged'), life({ ...A, role: 'caller', phase: 'ended', reason: 'merged' })],
  ['an end that was read', life(ended), { type: 'dismissed' }, life(null)],
  ['a call is not put away', life(talking), { type: 'dismissed' }, life(talking)],
];

describe('the life of calls on a device', () => {
  it.each(table)('%s', (_, before, event, after) => {
    expect(reduce(before, event)).toEqual(after);
  });

  it('what changes nothing gives the same object back, so that nobody draws anew', () => {
    const before = life(talking);
    expect(reduce(before, { type: 'placed', ...B })).toBe(before);
    expect(reduce(before, { type: 'flowing', call: 'a', at: 5 })).toBe(before);
  });

  it('a reason of a later server is a failure', () => {
    expect(endReasonOf('no_answer')).toBe('no_answer');
    expect(endReasonOf('eaten_by_a_dog')).toBe('failed');
  });
});
