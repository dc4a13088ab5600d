import type { ReactNode } from 'react';
import { emptyConversation } from '../chat/db';
import type { Contact } from '../people/contacts';
import type { BlockedPerson } from '../policy/blockBook';
import type { Policy, Window } from '../policy/policy';
import type { PolicyState } from '../policy/policyBook';
import { WireError } from '../protocol';
import type { SettingsSection } from '../app/router';
import { type Act, Acting } from './acting';
import { NOW, somebody } from './cast';
import type { Entries, Entry } from './entry';
import { historyOf, Page, POLICY, type Scene } from './session';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const NIGHTS: Window = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '22:00', to: '07:00' };
const LESSONS: Window = { days: ['tue', 'thu'], from: '09:30', to: '12:00' };
const WORK: Window = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' };
const SATURDAY: Window = { days: ['sat'], from: '10:00', to: '24:00' };

const quiet = (more: Partial<Policy['doNotDisturb']>): Policy => ({ ...POLICY, doNotDisturb: { ...POLICY.doNotDisturb, ...more } });
const hours = (more: Partial<Policy['hours']>, policy: Partial<Policy> = {}): Policy => ({ ...POLICY, ...policy, hours: { ...POLICY.hours, ...more } });

const HOURS = hours({ on: true, weekly: [WORK, SATURDAY], message: 'Back at nine. Emre has the keys.' });
const MANY = Array.from({ length: 28 }, (_, at): Window => ({ ...WORK, from: `0${at % 9}:${10 + at}` }));

const blockedPeople = (): readonly BlockedPerson[] => [
  { address: somebody(7).address, since: NOW - DAY_MS, by: 'you' },
  { address: somebody(5).address, since: NOW - 20 * DAY_MS, by: 'rejections' },
  { address: somebody(1).address, since: NOW - 90 * DAY_MS, by: 'you' },
];

/** Some of them are exceptions. */
const exceptions = (): readonly Contact[] =>
  [0, 1, 2, 3, 4, 5, 6].map((number) => ({
    ...somebody(number), ...(number === 6 ? { ring: 'always' } : number === 1 || number === 5 ? { ring: 'even_in_do_not_disturb' } : number === 3 ? { ring: 'never' } : {}),
  }));

const page = (scene: Scene, acts: readonly Act[] = []): ReactNode => (
  <Acting acts={acts}>
    <Page scene={{ chats: [], ...scene }} />
  </Acting>
);

/** The scene is made when it is drawn: names are not known before. */
const at = (section: SettingsSection, make: () => Scene, acts?: readonly Act[]): Entry => ({ at: { screen: 'settings', section }, draw: () => page(make(), acts) });

const of = (policy: Policy, more: Partial<PolicyState> = {}): Scene => ({ policy: { policy, ...more } });

const refused = (code: string) => () => Promise.reject(new WireError(code, '', false));

/** Every page that shows the policy has these in common. */
const common = (section: SettingsSection, name: string, policy: Policy): Entries => ({
  [`policy/${name}-loading`]: at(section, () => ({ policy: { policy: undefined } })),
  [`policy/${name}-unread`]: at(section, () => ({ policy: { policy: undefined, unread: true } })),
  [`policy/${name}-saving`]: at(section, () => of(policy, { saving: true })),
  [`policy/${name}-offline`]: at(section, () => of(policy, { problem: 'offline' })),
  [`policy/${name}-error`]: at(section, () => of(policy, { problem: 'unavailable' })),
  [`policy/${name}-conflict`]: at(section, () => of(policy, { aside: true })),
});

const person = (number: number) => ({ screen: 'person', address: somebody(number).address }) as const;
const chat = (number: number) => ({ screen: 'chat', peer: somebody(number).address }) as const;
const known = () => [0, 1, 2, 3, 4, 5, 6].map(somebody);
const talk = (number: number): Scene => ({
  conversation: { messages: [], waiting: [], quoted: new Map(), row: emptyConversation('dm:gallery', somebody(number).address), hasEarlier: false },
});

const asked = () => historyOf({
  calls: [{ call: 'asked', peer: somebody(7).address, role: 'callee', media: 'audio', startedAt: NOW - HOUR_MS, endedAt: NOW - HOUR_MS, reason: 'request_sent' }],
});

export const policy: Entries = {
  'settings/reach': at('reach', () => of(POLICY)),
  'policy/reach-asks': at('reach', () => of({ ...POLICY, unknownCallers: 'request', strangersLearn: 'everything' })),
  'policy/reach-people-and-requests': at('reach', () => of({ ...POLICY, whoMayRing: 'contacts_and_requests' })),
  'policy/reach-people-only': at('reach', () => of({ ...POLICY, whoMayRing: 'contacts' })),
  ...common('reach', 'reach', POLICY),

  'settings/quiet': at('quiet', () => of(POLICY)),
  'policy/quiet-until': at('quiet', () => of(quiet({ on: true, until: NOW + HOUR_MS }))),
  'policy/quiet-open': at('quiet', () => of(quiet({ on: true, secondCallRings: true }))),
  'policy/quiet-weekly': at('quiet', () => ({ ...of(quiet({ weekly: [NIGHTS, LESSONS] })), people: exceptions() })),
  'policy/quiet-other-zone': at('quiet', () => of({ ...quiet({ weekly: [NIGHTS] }), timeZone: 'America/Argentina/ComodRivadavia' })),
  'policy/quiet-full': at('quiet', () => of(quiet({ weekly: MANY }))),
  'policy/quiet-adding': at('quiet', () => of(POLICY), [{ press: '.card:has(.window-list) .buttons button, .card:not(:has(.quiet-choices)) .buttons button' }]),
  'policy/quiet-changing': at('quiet', () => of(quiet({ weekly: [LESSONS] })), [{ press: '.window-row button' }]),
  'policy/quiet-no-day': at('quiet', () => of(quiet({ weekly: [LESSONS] })), [
    { press: '.window-row button' }, { press: '.choice label:nth-of-type(2) input' }, { press: '.choice label:nth-of-type(4) input' }, { press: '.sheet .primary' },
  ]),
  'policy/quiet-mark': { at: { screen: 'chats' }, draw: () => page(of(quiet({ on: true, until: NOW + 5 * HOUR_MS }))) },
  ...common('quiet', 'quiet', quiet({ weekly: [NIGHTS] })),

  'settings/hours': at('hours', () => of(POLICY)),
  'policy/hours-open': at('hours', () => of(HOURS)),
  'policy/hours-closed': at('hours', () => of(hours({ on: true, weekly: [SATURDAY] }))),
  'policy/hours-off': at('hours', () => of(hours({ weekly: [WORK], message: 'Back at nine.' }))),
  'policy/hours-too-long': at('hours', () => of(HOURS), [{ into: 'form input', type: 'Back at nine. '.repeat(16) }]),
  'policy/hours-zone': at('hours', () => of(HOURS), [{ press: '.zone button' }]),
  'policy/hours-zone-found': at('hours', () => of(HOURS), [{ press: '.zone button' }, { into: '.sheet input', type: 'york' }]),
  'policy/hours-zone-nothing': at('hours', () => of(HOURS), [{ press: '.zone button' }, { into: '.sheet input', type: 'Atlantis' }]),
  ...common('hours', 'hours', HOURS),

  'settings/blocked': at('blocked', () => of(POLICY)),
  'policy/blocked-some': at('blocked', () => ({ ...of({ ...POLICY, blockAfterRejections: 3 }), people: [somebody(5)], blocked: { people: blockedPeople() } })),
  'policy/blocked-loading': at('blocked', () => ({ blocked: { people: undefined } })),
  'policy/blocked-failed': at('blocked', () => ({ blocked: { people: undefined, failed: true } })),
  'policy/blocked-bad-address': at('blocked', () => of(POLICY), [{ into: '.block-form input', type: 'call:0OIl' }, { press: '.block-form button' }]),
  'policy/blocked-working': at('blocked', () => of(POLICY), [{ into: '.block-form input', type: somebody(7).address }, { press: '.block-form button' }]),
  'policy/blocked-offline': at('blocked', () => ({ ...of(POLICY), block: refused('offline') }), [
    { into: '.block-form input', type: somebody(7).address }, { press: '.block-form button' },
  ]),
  'policy/blocked-full': at('blocked', () => ({ ...of(POLICY), block: refused('quota_exceeded') }), [
    { into: '.block-form input', type: somebody(7).address }, { press: '.block-form button' },
  ]),

  'policy/settings-list': { at: { screen: 'settings' }, draw: () => page(of({ ...HOURS, ...quiet({ weekly: [LESSONS] }), hours: HOURS.hours, whoMayRing: 'contacts_and_requests' })) },
  'policy/person-exception': { at: person(6), draw: () => page({ people: exceptions() }) },
  'policy/person-not-saved': {
    at: person(0),
    draw: () => page({ people: exceptions(), setRing: refused('offline') }, [{ press: '.ring-exception .option:nth-of-type(3) input' }]),
  },
  'policy/person-blocked': { at: person(1), draw: () => page({ blocked: { people: blockedPeople() } }) },
  'policy/person-blocking': { at: person(0), draw: () => page({}, [{ press: '.padded > .danger-text' }]) },
  'policy/person-not-blocked': { at: person(0), draw: () => page({ block: refused('offline') }, [{ press: '.padded > .danger-text' }, { press: '.sheet .danger' }]) },
  'policy/conversation-blocked': { at: chat(1), draw: () => page({ ...talk(1), blocked: { people: blockedPeople() } }) },
  'policy/conversation-request': { at: chat(7), draw: () => page({ ...talk(7), people: known(), history: asked() }) },
  'policy/conversation-stranger': { at: chat(7), draw: () => page({ ...talk(7), people: known() }) },
};
