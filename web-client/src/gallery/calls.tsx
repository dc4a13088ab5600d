import { useEffect } from 'react';
import type { PastCall } from '../call/history';
import type { Current, EndReason, Progress, Ringing } from '../call/life';
import type { Trouble } from '../call/devices';
import type { IceTrouble } from '../call/iceTrouble';
import type { CallSnapshot } from '../call/store';
import { CallLayer } from '../call/ui/CallLayer';
import { WireError } from '../protocol';
import { words } from '../words';
import { type Act, Acting } from './acting';
import { NOW, somebody } from './cast';
import type { Entries, Entry } from './entry';
import { pictureOf } from './pictures';
import { callsOf, historyOf, Page } from './session';

const CALL = '0192857a-7c3a-7cc0-8f00-2b3c4d5e6f70';
const HOUR_MS = 3_600_000;

const DEVICES = {
  microphones: [{ id: 'm1', label: 'Built-in microphone' }, { id: 'm2', label: 'Headset of the living room (Bluetooth)' }],
  cameras: [{ id: 'c1', label: 'Front camera' }, { id: 'c2', label: 'Back camera' }],
  speakers: [{ id: 's1', label: 'Built-in loudspeaker' }],
};

const party = (number = 0, media: 'audio' | 'video' = 'audio') => {
  const { address, name } = somebody(number);
  return { call: CALL, peer: address, name, media, role: 'caller' as const };
};

const ringingOf = (number: number, more: Partial<Ringing> = {}): Ringing => ({
  ...party(number), call: 'other', known: true, intent: '', device: 'd', expiresAt: NOW + 30_000, ...more,
});

const calling = (progress: Progress): Partial<CallSnapshot> => ({ current: { ...party(), phase: 'calling', progress } });

const talking = (media: 'audio' | 'video', interrupted = false): Current => ({
  ...party(0, media), phase: 'talking', since: NOW - 754_000, interrupted,
});

const voice = (more: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  current: talking('audio'), local: new MediaStream(), quality: 'good', path: 'direct', devices: DEVICES, ...more,
});

const video = (more: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  ...voice(), current: talking('video'), local: pictureOf(28), camera: true, remote: pictureOf(190, 1280, 720), remotePicture: true, ...more,
});

/** The state is made when it is drawn: names and streams are not known before. */
function entry(make: () => Partial<CallSnapshot>, at: Entry['at'] = { screen: 'call', call: CALL }, block?: () => Promise<void>): Entry {
  return {
    at,
    draw: () => {
      const calls = callsOf(make());
      return (
        <Page scene={{ calls, chats: [], history: historyOf({ calls: [] }), ...(block ? { block } : {}) }}>
          <CallLayer store={calls} />
        </Page>
      );
    },
  };
}

const incoming = (make: () => Ringing, block?: () => Promise<void>) => entry(() => ({ ringing: [make()] }), { screen: 'chats' }, block);

const acting = ({ at, draw }: Entry, acts: readonly Act[]): Entry => ({ ...(at ? { at } : {}), draw: () => <Acting acts={acts}>{draw()}</Acting> });

const ENDINGS = {
  completed: 'caller', hung_up: 'caller', declined: 'caller', busy: 'caller', no_answer: 'caller', missed: 'callee', cancelled: 'callee',
  answered_elsewhere: 'callee', declined_elsewhere: 'callee', do_not_disturb: 'caller', outside_hours: 'caller', request_sent: 'caller',
  not_allowed: 'caller', merged: 'caller', replaced: 'caller', ice_failed: 'caller', ice_timeout: 'caller', lost: 'caller', failed: 'caller',
  insecure: 'caller', no_microphone: 'caller', unreachable: 'caller', too_many_calls: 'caller', busy_here: 'caller', wrong_clock: 'caller',
  bad_address: 'caller',
} as const satisfies Record<EndReason, 'caller' | 'callee'>;

const ended = Object.fromEntries(
  Object.entries(ENDINGS).map(([reason, role]) => [
    `call/ended-${reason}`,
    entry(() => ({
      current: {
        ...party(), role, phase: 'ended', reason: reason as EndReason, ...(reason === 'completed' || reason === 'hung_up' ? { durationMs: 754_000 } : {}),
      },
      trouble: reason === 'no_microphone' ? { microphone: 'refused' } : {},
    })),
  ]),
);

const ICE_TROUBLES = {
  no_relay: true, only_relay: true, relay_refused: true, relay_full: true, relay_unreachable: true, relay_silent: true,
} satisfies Record<IceTrouble, true>;

const withoutPath = Object.fromEntries(
  Object.keys(ICE_TROUBLES).map((trouble) => [
    `call/ended-${trouble}`,
    entry(() => ({ current: { ...party(), phase: 'ended', reason: 'ice_failed' }, iceTrouble: trouble as IceTrouble })),
  ]),
);

const TROUBLES = { refused: true, none: true, in_use: true, insecure_page: true, unknown: true } satisfies Record<Trouble, true>;

const troubles = Object.fromEntries(
  Object.keys(TROUBLES).flatMap((trouble) => [
    [`call/microphone-${trouble}`, entry(() => voice({ trouble: { microphone: trouble as Trouble } }))],
    [`call/camera-${trouble}`, entry(() => voice({ current: talking('video'), trouble: { camera: trouble as Trouble } }))],
  ]),
);

/** Opens the menu as a key would, once there is one. */
function OpenMenu() {
  useEffect(() => {
    const look = setInterval(() => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words.call.options);
      if (!button) return;
      clearInterval(look);
      button.focus();
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }, 50);
    return () => clearInterval(look);
  }, []);
  return null;
}

function withMenu({ at, draw }: Entry): Entry {
  return {
    ...(at ? { at } : {}),
    draw: () => (
      <>
        {draw()}
        <OpenMenu />
      </>
    ),
  };
}

const past = (number: number, more: Partial<PastCall>): PastCall => {
  const startedAt = NOW - (number + 1) * 5.3 * HOUR_MS;
  return { call: `past-${number}`, peer: somebody(number).address, role: 'caller', media: 'audio', startedAt, endedAt: startedAt + 20_000, reason: 'completed', ...more };
};

const talked = (number: number, forMs: number, more: Partial<PastCall> = {}): PastCall => {
  const call = past(number, more);
  return { ...call, answeredAt: call.startedAt + 9000, endedAt: call.startedAt + 9000 + forMs };
};

/** Somebody who is not among the people asked to call, twice; others came at a bad time. */
const STOPPED = (): readonly PastCall[] => [
  past(0, { role: 'callee', reason: 'request_sent', peer: somebody(7).address }),
  past(1, { role: 'callee', reason: 'request_sent', media: 'video', peer: somebody(7).address }),
  past(2, { role: 'callee', reason: 'do_not_disturb' }),
  past(3, { role: 'callee', reason: 'outside_hours' }),
  past(4, { role: 'callee', reason: 'not_allowed', peer: somebody(7).address }),
  past(5, { reason: 'request_sent' }),
];

const PAST = (): readonly PastCall[] => [
  past(0, { role: 'callee', media: 'video', reason: 'missed' }),
  talked(1, 754_000),
  talked(2, 4_210_000, { role: 'callee', media: 'video' }),
  past(3, { reason: 'no_answer' }),
  past(4, { role: 'callee', reason: 'declined' }),
  past(5, { reason: 'cancelled', media: 'video' }),
  past(6, { reason: 'busy' }),
  past(7, { role: 'callee', reason: 'answered_elsewhere' }),
  past(8, { reason: 'ice_failed' }),
];

const withoutHugo = () => [0, 1, 2, 3, 4, 5, 6].map(somebody);

const stopped = (acts: readonly Act[] = []): Entry => ({
  at: { screen: 'calls' },
  draw: () => (
    <Acting acts={acts}>
      <Page scene={{ chats: [], people: withoutHugo(), history: historyOf({ calls: STOPPED(), missed: 2, asked: 2 }) }} />
    </Acting>
  ),
});

const list = (make: () => Parameters<typeof historyOf>[0]): Entry => ({
  at: { screen: 'calls' },
  draw: () => <Page scene={{ history: historyOf(make()) }} />,
});

export const calls: Entries = {
  'call/outgoing-starting': entry(() => calling('starting')),
  'call/outgoing-trying': entry(() => calling('trying')),
  'call/outgoing-pushed': entry(() => calling('pushed')),
  'call/outgoing-ringing': entry(() => ({ ...calling('ringing'), local: new MediaStream() })),
  'call/incoming-voice': incoming(() => ringingOf(0)),
  'call/incoming-video': incoming(() => ringingOf(1, { media: 'video' })),
  'call/incoming-stranger': incoming(() => ringingOf(2, { known: false })),
  'call/incoming-silent': incoming(() => ringingOf(2, { known: false, silent: true, silenced: true })),
  'call/incoming-block': acting(incoming(() => ringingOf(2, { known: false })), [{ on: '.call-quiet .icon', key: 'Enter' }]),
  'call/incoming-not-blocked': acting(
    incoming(() => ringingOf(2, { known: false }), () => Promise.reject(new WireError('offline', '', true))),
    [{ on: '.call-quiet .icon', key: 'Enter' }, { press: '[role=menuitem]' }],
  ),
  'call/incoming-silenced': incoming(() => ringingOf(0, { silenced: true })),
  'call/incoming-long-name': incoming(() =>
    ringingOf(5, { media: 'video', known: false, name: 'Wolfeschlegelsteinhausenbergerdorff-Llanfairpwllgwyngyllgogerychwyrndrobwll the Elder of the allotment gardens' }),
  ),
  'call/waiting': entry(() => video({ ringing: [ringingOf(3)] })),
  'call/connecting': entry(() => ({ current: { ...party(), phase: 'connecting' }, local: new MediaStream() })),
  'call/in-voice': entry(() => voice()),
  'call/in-video': entry(() => video()),
  'call/muted': entry(() => voice({ muted: true })),
  'call/they-muted': entry(() => video({ theyMuted: true })),
  'call/camera-off': entry(() => video({ remotePicture: false, camera: false })),
  'call/poor-connection': entry(() => video({ quality: 'poor' })),
  'call/interrupted': entry(() => voice({ current: talking('audio', true), quality: 'poor' })),
  'call/device-gone': entry(() => voice({ instead: { kind: 'microphone', label: 'Built-in microphone' } })),
  'call/relay': entry(() => voice({ path: 'relay', quality: 'fair' })),
  'call/options': withMenu(entry(() => video())),
  'call/sharing-screen': entry(() => video({ sharing: true, camera: false, local: pictureOf(220, 1280, 720) })),
  'call/minimised': entry(() => voice(), { screen: 'chats' }),
  'call/minimised-video': entry(() => video({ muted: true }), { screen: 'chats' }),
  'call/ended-elsewhere-on-the-page': entry(() => ({ current: { ...party(), role: 'callee', phase: 'ended', reason: 'missed' } }), { screen: 'chats' }),
  ...ended,
  ...withoutPath,
  'call/ended-outside-hours-with-message': entry(() => ({
    current: { ...party(), phase: 'ended', reason: 'outside_hours', message: 'I am back at nine. For the keys of the garden house ask Emre, he is there all day.' },
  })),
  ...troubles,
  'calls/stopped': stopped(),
  'calls/request-adding': stopped([{ press: '.request .primary' }]),
  'calls/request-blocking': stopped([{ press: '.request .buttons button:nth-of-type(2)' }]),
  'calls/stranger-menu': stopped([{ on: '.rows .icon[aria-haspopup]', key: 'Enter' }]),
  'calls/loading': list(() => ({})),
  'calls/empty': list(() => ({ calls: [] })),
  'calls/some': list(() => ({ calls: PAST(), more: true, missed: 1 })),
  'calls/cannot-read': list(() => ({ problem: true })),
  'calls/old': list(() => ({ calls: PAST(), problem: true })),
  'calls/sound-locked': { at: { screen: 'calls' }, draw: () => <Page scene={{ calls: callsOf({ audible: false }), history: historyOf({ calls: PAST() }) }} /> },
};
