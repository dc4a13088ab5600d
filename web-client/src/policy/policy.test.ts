import { describe, expect, it } from 'vitest';
import { made } from '../testing/policies';
import {
  doNotDisturb, dropWindow, keepHours, letRing, letUnknown, liveIn, putWindow, read, sayOutside, stopsCalls, type UnknownCallers, unknownCallersOf,
  type WhoMayRing, type Window, written,
} from './policy';

const WORK: Window = { days: ['mon', 'fri'], from: '09:00', to: '17:00' };
const NIGHT: Window = { days: ['sun'], from: '22:00', to: '07:00' };
const HERE = 'Europe/Berlin';

describe('what a call of somebody unknown does', () => {
  // docs/policies.md, "Cases": the stricter of the two counts.
  it.each<[WhoMayRing, UnknownCallers, UnknownCallers]>([
    ['everybody', 'ring', 'ring'],
    ['everybody', 'ring_silently', 'ring_silently'],
    ['everybody', 'request', 'request'],
    ['everybody', 'refuse', 'refuse'],
    ['contacts', 'request', 'refuse'],
    ['contacts_and_requests', 'ring_silently', 'request'],
    ['contacts_and_requests', 'refuse', 'refuse'],
  ])('%s, %s: %s', (whoMayRing, unknownCallers, expected) => {
    expect(unknownCallersOf(made({ whoMayRing, unknownCallers }))).toBe(expected);
  });

  it('who lets others ask does not refuse them by what was chosen before', () => {
    const refusing = letUnknown('refuse')(made());
    expect(unknownCallersOf(letRing('contacts_and_requests')(refusing))).toBe('request');
  });

  it('a policy that stops no call asks for no look at the history', () => {
    expect(stopsCalls(made({ unknownCallers: 'ring_silently' }))).toBe(false);
    expect(stopsCalls(made({ whoMayRing: 'contacts_and_requests' }))).toBe(true);
    expect(stopsCalls(made({ doNotDisturb: { weekly: [NIGHT] } }))).toBe(true);
  });
});

describe('a change', () => {
  it('of do not disturb leaves no end of before', () => {
    const timed = doNotDisturb(true, 5)(made());
    expect(timed.doNotDisturb).toMatchObject({ on: true, until: 5 });
    expect(doNotDisturb(true)(timed).doNotDisturb).not.toHaveProperty('until');
    expect(doNotDisturb(false)(timed).doNotDisturb).not.toHaveProperty('until');
  });

  it('the first window brings the time zone of this device, later ones do not', () => {
    const first = putWindow('doNotDisturb', NIGHT, undefined, HERE)(made({ timeZone: 'UTC' }));
    expect(first).toMatchObject({ timeZone: HERE, doNotDisturb: { weekly: [NIGHT] } });
    const moved = liveIn('Asia/Tokyo')(first);
    expect(putWindow('hours', WORK, undefined, HERE)(moved)).toMatchObject({ timeZone: 'Asia/Tokyo', hours: { weekly: [WORK] } });
  });

  it('of a window goes by what it says, and adds it where another device has removed it', () => {
    const later = { ...WORK, to: '18:00' };
    const change = putWindow('hours', later, WORK, HERE);
    expect(change(made({ hours: { weekly: [NIGHT, WORK] } })).hours.weekly).toEqual([NIGHT, later]);
    expect(change(made({ hours: { weekly: [NIGHT] } })).hours.weekly).toEqual([NIGHT, later]);
    expect(change(made({ hours: { weekly: [later, WORK] } })).hours.weekly).toEqual([later]);
  });

  it('hours are switched on with windows only, and go off with the last one', () => {
    const on = keepHours(true, HERE)(made());
    expect(on.hours).toMatchObject({ on: true, weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] });
    expect(dropWindow('hours', on.hours.weekly[0]!, HERE)(on).hours).toMatchObject({ on: false, weekly: [] });
    expect(keepHours(true, HERE)(made({ hours: { weekly: [WORK] } })).hours.weekly).toEqual([WORK]);
  });

  it('an empty message is none', () => {
    expect(sayOutside('')(sayOutside('Back at nine.')(made())).hours).not.toHaveProperty('message');
  });
});

describe('the document that is sent', () => {
  it('keeps what a later server has in it, and drops what was taken out', () => {
    const stored = read({
      ...made({ doNotDisturb: { on: true, until: 5 }, hours: { message: 'Back at nine.' } }),
      whoMayRing: 'neighbours',
      holidays: ['2026-12-25'],
      hours: { on: false, weekly: [], message: 'Back at nine.', holidaysToo: true },
    });
    const changed = sayOutside('')(doNotDisturb(false)(stored.policy));
    const sent = JSON.parse(JSON.stringify(written(stored, changed))) as Record<string, object>;
    expect(sent).toMatchObject({ holidays: ['2026-12-25'], whoMayRing: 'neighbours', hours: { holidaysToo: true }, doNotDisturb: { on: false } });
    expect(sent.doNotDisturb).not.toHaveProperty('until');
    expect(sent.hours).not.toHaveProperty('message');
  });
});
