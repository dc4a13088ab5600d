import type { Media } from '../protocol';
import { shortAddress } from '../protocol/address';
import type { Trouble } from './devices';
import type { Current, EndReason, Progress } from './life';

/** Every word that a call shows or says, in one place. */
export const words = {
  answer: 'Answer',
  decline: 'Decline',
  hangUp: 'Hang up',
  mute: 'Mute',
  camera: 'Camera',
  close: 'Close',
  callAgain: 'Call again',
  stranger: 'Not in your contacts',
  callKind: (media: Media) => (media === 'video' ? 'Video call' : 'Voice call'),
  connecting: 'Connecting…',
  interrupted: 'The connection is weak. Trying to get it back…',
  replaces: 'Answering ends the call that you are in.',
  rings: (who: string, media: Media) => (media === 'video' ? `${who} is calling with video` : `${who} is calling`),
  ringsTitle: (who: string) => `${who} is calling`,
  callWithPerson: (who: string) => `Call with ${who}`,
  videoOf: (who: string) => `Video of ${who}`,
  ownVideo: 'Your own video',
  progress: {
    starting: 'Starting the call…',
    trying: 'Calling…',
    pushed: 'They are away. Waking their device…',
    ringing: 'Ringing…',
  } satisfies Record<Progress, string>,
} as const;

/** What to call the other: the name they are known by, else enough of their address to tell them apart. */
export const whoOf = ({ name, peer }: { name?: string; peer: string }): string => name ?? shortAddress(peer);

interface Ending {
  readonly title: string;
  /** What to do about it; absent where nothing needs to be done. */
  readonly advice?: string;
  readonly callAgain: boolean;
}

const again = (title: string, advice?: string): Ending => ({ title, callAgain: true, ...(advice ? { advice } : {}) });
const done = (title: string, advice?: string): Ending => ({ title, callAgain: false, ...(advice ? { advice } : {}) });

const ENDINGS: Record<EndReason, (who: string) => Ending> = {
  completed: () => done('Call ended'),
  hung_up: () => done('Call ended'),
  declined: (who) => again(`${who} declined`, 'You can send a message instead.'),
  busy: (who) => again(`${who} is in another call`, 'Try again a little later.'),
  no_answer: () => again('Nobody answered', 'Try again later, or send a message.'),
  missed: (who) => again(`Missed call from ${who}`, 'You can call back.'),
  cancelled: (who) => again(`${who} hung up before you answered`, 'You can call back.'),
  answered_elsewhere: () => done('Answered on another device'),
  declined_elsewhere: () => done('Declined on another device'),
  do_not_disturb: (who) => again(`${who} does not want to be disturbed now`, 'Send a message, or try again later.'),
  outside_hours: (who) => again(`${who} does not take calls at this hour`, 'Send a message, or try again later.'),
  request_sent: (who) => done(`${who} will see that you called`, 'They can call you back once they accept you.'),
  not_allowed: (who) => done(`${who} does not take this call`, 'You can send a message instead.'),
  merged: () => done('You called each other', 'The two calls became one.'),
  replaced: () => done('You answered another call'),
  ice_failed: () =>
    again('No path between the two of you was found', 'Try another network, or ask who runs this server to check its relay.'),
  ice_timeout: () => again('The connection broke', 'Check your network, then call again.'),
  lost: () => again('The connection was lost', 'Check your network, then call again.'),
  failed: () => again('The call failed', 'Please try again.'),
  insecure: (who) =>
    done(
      'The call was stopped because it was not safe',
      `Something between you and ${who} changed the keys of this call. Try another network, and tell whoever runs this server.`,
    ),
  no_microphone: () => done('The call needs a microphone'),
  unreachable: () => again('The server could not be reached', 'Check your network, then call again.'),
  too_many_calls: () => done('Too many calls in a short time', 'Wait a minute, then call again.'),
  busy_here: () => done('This device is in another call', 'End that call first.'),
  wrong_clock: () => done('The clock of this device is wrong', 'Set date and time to automatic, then call again.'),
  bad_address: () => done('Nobody can be called at this address', 'Ask them for their link again.'),
};

/** What to say about a call that is over. For one's own cancelled call nothing about the other is said. */
export function ending(current: Extract<Current, { phase: 'ended' }>, who: string): Ending {
  if (current.reason === 'cancelled' && current.role === 'caller') return done('Call ended');
  return ENDINGS[current.reason](who);
}

const TROUBLES: Record<Trouble, { readonly microphone: string; readonly camera: string }> = {
  refused: {
    microphone: 'The microphone is not allowed. Allow it for this page in the browser’s address bar, and in the system’s privacy settings.',
    camera: 'The camera is not allowed. Allow it for this page in the browser’s address bar, and in the system’s privacy settings.',
  },
  none: { microphone: 'No microphone was found. Plug one in.', camera: 'No camera was found.' },
  in_use: {
    microphone: 'Another program uses the microphone. Close it there.',
    camera: 'Another program uses the camera. Close it there.',
  },
  insecure_page: {
    microphone: 'Browsers give the microphone only to secure pages. Open this page by https.',
    camera: 'Browsers give the camera only to secure pages. Open this page by https.',
  },
  unknown: { microphone: 'The microphone could not be opened.', camera: 'The camera could not be opened.' },
};

/** What is wrong with one's devices, and what it means for the call that goes on without them. */
export function deviceAdvice(trouble: { microphone?: Trouble; camera?: Trouble }, inCall: boolean): string {
  const said: string[] = [];
  if (trouble.microphone) {
    said.push(TROUBLES[trouble.microphone].microphone);
    if (inCall) said.push('They cannot hear you.');
  }
  if (trouble.camera) said.push(TROUBLES[trouble.camera].camera);
  return said.join(' ');
}

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function clock(durationMs: number): string {
  const total = Math.max(0, Math.floor(durationMs / 1000));
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
