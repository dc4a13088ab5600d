import type { ReactNode } from 'react';
import type { DeviceCheckState } from '../call/deviceCheck';
import type { Trouble } from '../call/devices';
import { DeviceCheckContext } from '../call/ui/deviceCheckContext';
import type { Finding, Group } from '../doctor/findings';
import { DoctorContext } from '../doctor/ui/doctorContext';
import type { Entries, Entry } from './entry';
import { pictureOf } from './pictures';
import { Page, still } from './session';

const nothing = () => undefined;
const done = () => Promise.resolve();

const UDP = 'turn:relay.example.org:3478?transport=udp';
const TLS = 'turns:relay.example.org:5349?transport=tcp';
const STUN = 'stun:relay.example.org:3478';

const good = (group: Group, ...names: readonly string[]): Finding[] => names.map((name) => ({ group, name, status: 'ok' }));

const BROWSER = good('browser', 'secure', 'socket', 'clock', 'microphone');
const PATHS: readonly Finding[] = [
  ...good('paths', 'relays'),
  { group: 'paths', name: STUN, status: 'ok', types: ['host', 'srflx'] },
  { group: 'paths', name: UDP, status: 'ok', types: ['host', 'srflx', 'relay'], ms: 23 },
  { group: 'paths', name: TLS, status: 'ok', types: ['host', 'relay'], ms: 41 },
];
const SERVER = good('server', 'ice', 'TURN_MODE', STUN, UDP, TLS);
const OPERATOR = good('server', 'database', 'broker', 'redis', 'origin', 'proxy', 'push', 'storage', 'versions');

const REFUSED: readonly Finding[] = [
  ...BROWSER,
  ...good('paths', 'relays'),
  { group: 'paths', name: UDP, status: 'failed', code: 'refused_here', types: ['host', 'srflx'] },
  ...good('server', 'ice', 'TURN_MODE'),
  { group: 'server', name: UDP, status: 'failed', code: 'wrong_credentials' },
  ...good('server', 'database'),
  { group: 'server', name: 'proxy', status: 'warning', code: 'of_a_later_server', cause: 'The proxy does not pass on the address of the browser.', cure: 'Let it send X-Forwarded-For.' },
];

const RUNNING: readonly Finding[] = [
  ...BROWSER,
  ...PATHS.slice(0, 2),
  { group: 'paths', name: UDP, status: 'checking' },
  { group: 'paths', name: TLS, status: 'checking' },
  { group: 'server', name: 'ice', status: 'checking' },
];

const NO_SERVER: readonly Finding[] = [
  ...good('browser', 'secure'),
  { group: 'browser', name: 'socket', status: 'failed', code: 'no_socket' },
  ...good('browser', 'microphone'),
];

const NO_RELAY: readonly Finding[] = [
  ...good('browser', 'secure', 'socket'),
  { group: 'browser', name: 'clock', status: 'warning', code: 'clock_off', ms: 260_000 },
  ...good('browser', 'microphone'),
  { group: 'paths', name: 'relays', status: 'warning', code: 'no_relay' },
  { group: 'paths', name: STUN, status: 'ok', types: ['host', 'srflx'] },
  ...good('server', 'ice'),
  { group: 'server', name: 'TURN_MODE', status: 'warning', code: 'no_relay' },
];

function doctor(findings: readonly Finding[], running = false): Entry {
  const made = { ...still({ running, findings }), run: done };
  return {
    at: { screen: 'settings', section: 'connection' },
    draw: () => (
      <DoctorContext value={() => made}>
        <Page scene={{ chats: [] }} />
      </DoctorContext>
    ),
  };
}

const DEVICES = {
  microphones: [{ id: 'm1', label: 'Built-in microphone' }, { id: 'm2', label: 'Headset of the living room (Bluetooth)' }],
  cameras: [{ id: 'c1', label: 'Front camera' }],
  speakers: [{ id: 's1', label: 'Built-in loudspeaker' }],
};

const OPEN: DeviceCheckState = { opening: false, stream: null, microphone: undefined, camera: undefined, devices: DEVICES, level: 0.6, heard: true, tone: undefined };

/** The stream is made when it is drawn. */
const check = (make: () => Partial<DeviceCheckState>): Entry => ({
  at: { screen: 'settings', section: 'media' },
  draw: (): ReactNode => {
    const made = { ...still({ ...OPEN, ...make() }), start: done, choose: nothing, playTone: done };
    return (
      <DeviceCheckContext value={() => made}>
        <Page scene={{ chats: [] }} />
      </DeviceCheckContext>
    );
  },
});

const troubled = (trouble: Trouble): Entry => check(() => ({ microphone: trouble, camera: trouble, devices: { microphones: [], cameras: [], speakers: [] } }));

export const doctors: Entries = {
  'doctor/running': doctor(RUNNING, true),
  'doctor/good': doctor([...BROWSER, ...PATHS, ...SERVER, ...OPERATOR]),
  'doctor/relay-refuses': doctor(REFUSED),
  'doctor/server-unreachable': doctor(NO_SERVER),
  'doctor/no-relay': doctor(NO_RELAY),
  'media/opening': check(() => ({ opening: true, devices: { microphones: [], cameras: [], speakers: [] } })),
  'media/good': check(() => ({ stream: pictureOf(28), tone: 'played' })),
  'media/refused': troubled('refused'),
  'media/none': troubled('none'),
  'media/in-use': check(() => ({ stream: new MediaStream(), camera: 'in_use', heard: false, level: 0.1 })),
  'media/insecure-page': troubled('insecure_page'),
};
