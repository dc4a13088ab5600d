import type { Trouble } from '../../call/devices';
import type { CandidateType, Group, KnownCode, Status } from '../../doctor/findings';

interface Cause {
  /** By the milliseconds of the finding, where they are part of it. */
  readonly cause: string | ((ms: number) => string);
  readonly cure: string;
}

const minutes = (ms: number): number => Math.max(1, Math.round(Math.abs(ms) / 60_000));

const causes: Record<KnownCode, Cause> = {
  not_secure: { cause: 'The page was not opened by https.', cure: 'Open it by https: browsers give the microphone to no other page.' },
  no_socket: { cause: 'This browser does not reach the server.', cure: 'Check your network. Some networks and programs block WebSockets: try another network, or without a VPN or a filter.' },
  clock_off: {
    cause: (ms) => `The clock of this device is ${minutes(ms)} min ${ms > 0 ? 'behind' : 'ahead'}.`,
    cure: 'Set date and time to automatic.',
  },
  microphone_denied: { cause: 'This page may not use the microphone.', cure: 'Allow it in the browser: the page “Microphone and camera” says how.' },
  not_reached: { cause: 'This browser does not get through to it.', cure: 'Try another network. If it is the same there: is it running, does its firewall let this port in, and is its certificate valid?' },
  refused_here: { cause: 'It refuses the credentials that this browser was given (401).', cure: 'Compare TURN_SECRET with coturn’s static-auth-secret, or TURN_USERNAME and TURN_CREDENTIAL with its user; and the clocks of both machines.' },
  full_here: { cause: 'It has no relay left (486).', cure: 'Wait until calls end. If it happens often, raise user-quota and total-quota.' },
  relay_silent: { cause: 'It gives a relay, but nothing comes through it.', cure: 'Set coturn’s external-ip to its public address, and open min-port to max-port for UDP in its firewall.' },
  unread: { cause: 'The server did not say in time.', cure: 'Run the check again in a minute.' },
  no_relay: { cause: 'There is no relay: people whose networks allow no direct path ring each other and hear nothing.', cure: 'Set TURN_MODE=custom with your own coturn, or TURN_MODE=public to try things out.' },
  public_relay: { cause: 'Calls go through a relay that everybody may use; it may be slow or away.', cure: 'Set TURN_MODE=custom with your own coturn before others depend on it.' },
  unknown_host: { cause: 'There is no address for its name.', cure: 'Correct the name in TURN_URLS or STUN_URLS, or make its DNS record.' },
  nothing_listens: { cause: 'The machine answers, but nothing listens there.', cure: 'Start coturn, and compare its listening-port with the port of the URL.' },
  udp_filtered: { cause: 'Nothing comes back over UDP, while the same port answers over TCP.', cure: 'Open this port for UDP, in the firewall of the machine and of its provider.' },
  unreachable: { cause: 'Nothing comes back.', cure: 'Is the machine up, and does its firewall let this port in?' },
  certificate_wrong: { cause: 'Its certificate is not good for its name.', cure: 'Give coturn (cert, pkey) a valid certificate of exactly this name, with the chain.' },
  no_tls: { cause: 'What answers there does not speak TLS.', cure: 'Use turn: in place of turns:, or give coturn a certificate and name its tls-listening-port.' },
  wrong_credentials: { cause: 'It refuses the credentials (401).', cure: 'Compare TURN_SECRET with coturn’s static-auth-secret, or TURN_USERNAME and TURN_CREDENTIAL with its user; and restart coturn after a change.' },
  wrong_realm: { cause: 'It refuses the credentials (401), and its realm is another one.', cure: 'A user belongs to one realm: set coturn’s realm to the one of TURN_REALM.' },
  credentials_expired: { cause: 'The credentials ran out.', cure: 'Make new ones, or set TURN_SECRET in place of TURN_USERNAME and TURN_CREDENTIAL: then each call has its own.' },
  clock_wrong: { cause: 'It takes credentials of the next minute for expired: its clock is ahead of the server’s.', cure: 'Set both clocks by NTP.' },
  quota_reached: { cause: 'It has no relay left for this name, or none at all (486).', cure: 'Raise user-quota and total-quota, or wait until calls end.' },
  no_capacity: { cause: 'It has no port left for a relay (508).', cure: 'Widen min-port to max-port, in its configuration and in the firewall.' },
  relay_address_private: { cause: 'The relay that it offers has a private address, which nobody reaches from outside.', cure: 'Set coturn’s external-ip to the public address of the machine.' },
  relay_range_filtered: { cause: 'A relay is given, but no packet gets to it.', cure: 'Open min-port to max-port for UDP, in the firewall of the machine and of its provider.' },
  relay_does_not_send: { cause: 'Packets get into the relay, but none out of it.', cure: 'Let the machine send UDP from min-port to max-port.' },
  peer_forbidden: { cause: 'It gives a relay, but lets no packets to the server’s own address (403), so relaying could not be tried.', cure: 'That is right where that address is private. What this browser found says whether it relays.' },
  not_turn: { cause: 'What answers there is no such server.', cure: 'Compare the URL’s host and port with where coturn listens.' },
  refused: { cause: 'It refuses.', cure: 'See coturn’s log of this minute.' },
  database_away: { cause: 'The database does not answer: calls can be neither placed nor answered.', cure: 'See that PostgreSQL runs, and that spring.datasource.url, .username and .password are its own.' },
  broker_away: { cause: 'The broker does not answer: nothing that people send gets further than the gateway.', cure: 'See that Kafka runs, and that spring.kafka.bootstrap-servers names it as it advertises itself.' },
  redis_away: { cause: 'Redis does not answer: nobody is found where they are connected, so calls ring late.', cure: 'See that Redis runs, and that callvault.redis.uri names it, with its password.' },
  wrong_origin: { cause: 'This page is not at the address that the server is made for: it can neither connect nor sign for it.', cure: 'Open the server’s own address, or set callvault.public-origin to this page’s.' },
  proxy_not_trusted: { cause: 'A proxy stands before the server and is not believed: all who come through it count as one.', cure: 'Set callvault.trusted-proxies to the proxy’s address.' },
  wrong_scheme: { cause: 'The browser did not come by the scheme that the proxy tells.', cure: 'Have the proxy that ends TLS write X-Forwarded-Proto, and those behind it leave it as it is.' },
  wrong_host: { cause: 'The proxy does not tell for which name the browser came.', cure: 'Have it keep Host as it is, or write X-Forwarded-Host.' },
};

const groups: Record<Group, string> = { browser: 'This browser', paths: 'Ways for calls, from this browser', server: 'What the server found' };
const status: Record<Status, string> = { checking: 'Checking…', ok: 'Works', warning: 'Could be better', failed: 'Does not work' };
const types: Record<CandidateType, string> = { host: 'own network', srflx: 'through the router', relay: 'through the relay' };

/** The system’s own switch comes last: the browser’s is the usual one. */
const SYSTEM = 'If it is allowed there, look in the privacy settings of the system whether the browser may use it.';

const troubles: Record<Trouble, { readonly microphone: string; readonly camera: string }> = {
  refused: { microphone: 'The microphone is not allowed', camera: 'The camera is not allowed' },
  none: { microphone: 'No microphone was found', camera: 'No camera was found' },
  in_use: { microphone: 'Another program uses the microphone', camera: 'Another program uses the camera' },
  insecure_page: { microphone: 'Browsers give the microphone only to secure pages', camera: 'Browsers give the camera only to secure pages' },
  unknown: { microphone: 'The microphone could not be opened', camera: 'The camera could not be opened' },
};

/** The connection doctor, and the check of one’s devices. */
export const doctor = {
  doctor: {
    running: 'Looking at the connection…',
    runningText: 'It takes some seconds, and longer where something does not answer.',
    good: 'All is well',
    goodText: 'Calls can get through from this browser.',
    warning: 'Something could be better',
    failed: (count: number) => (count === 1 ? 'One thing does not work' : `${count} things do not work`),
    problemText: 'What helps stands below. What you cannot do yourself, whoever runs this server can: send them the report.',
    again: 'Run again',
    copy: 'Copy the report',
    reportTitle: 'CallVault: connection report',
    found: (list: string) => `Paths found: ${list}`,
    took: (ms: number) => `There and back through the relay: ${ms} ms`,
    groups,
    status,
    types,
    names: {
      secure: 'Secure page',
      socket: 'Connection to the server',
      clock: 'Clock of this device',
      microphone: 'Permission to use the microphone',
      relays: 'Relays that this server offers',
      ice: 'Its own look at the relays',
      TURN_MODE: 'Relay (TURN_MODE)',
      database: 'Database',
      broker: 'Message broker',
      redis: 'Redis',
      origin: 'Address of the page',
      proxy: 'Proxy in front of the server',
      push: 'Push notifications',
      storage: 'Storage',
      versions: 'Versions',
    },
    causes,
  },

  check: {
    microphone: 'Microphone',
    speak: 'Say something: the bar moves with your voice.',
    heard: 'Your microphone hears you.',
    level: 'How loud you are',
    camera: 'Camera',
    preview: 'What your camera shows',
    speaker: 'Loudspeaker',
    speakerText: 'You should hear three notes.',
    play: 'Play a sound',
    playing: 'Playing…',
    played: 'Played. If you heard nothing, choose another loudspeaker, or turn the volume up.',
    silent: 'The browser did not let it be heard. Touch the page, and try again.',
    bySystem: 'This browser uses the loudspeaker that the system uses.',
    kept: 'What you choose here counts for calls on this device.',
    opening: 'Opening microphone and camera…',
    openingText: 'If the browser asks, allow it.',
    again: 'Try again',
    troubles,
    none: 'Plug one in: it is found by itself.',
    inUse: 'Close the other program or page that uses it, a video call for example, then try again.',
    insecure: 'Open this page by https.',
    unknown: 'Unplug it and plug it in again, or start the browser anew.',
    steps: {
      chrome: ['Press the symbol to the left of the address, at the top.', 'Switch on “Microphone” and “Camera” there.', 'Come back and press “Try again”.', SYSTEM],
      firefox: ['Press the crossed-out microphone or camera to the left of the address.', 'Remove “Blocked” beside it.', 'Press “Try again”, and allow it when Firefox asks.', SYSTEM],
      safari: ['On a Mac: Safari menu, “Settings for this website”. On an iPhone or iPad: the symbol to the left of the address, “Website settings”.', 'Set “Camera” and “Microphone” to “Allow”.', 'Come back and press “Try again”.', SYSTEM],
      other: ['Open what your browser knows of this page, by the symbol beside the address.', 'Allow microphone and camera there.', 'Come back and press “Try again”.', SYSTEM],
    },
  },
};
