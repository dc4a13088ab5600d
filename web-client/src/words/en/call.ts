import { isolated } from '../isolated';
import type { Trouble } from '../../call/devices';
import type { Missed, Outcome } from '../../call/history';
import type { IceTrouble } from '../../call/iceTrouble';
import type { EndReason, Progress } from '../../call/life';
import type { Path, Quality } from '../../call/quality';
import type { Media } from '../../protocol';

/** What is said of an end, and what to do about it where something needs to be done. */
interface Ending {
  readonly title: string;
  readonly advice?: string;
}

const endings: Record<EndReason, (who: string) => Ending> = {
  completed: () => ({ title: 'Call ended' }),
  hung_up: () => ({ title: 'Call ended' }),
  declined: (who) => ({ title: `${who} declined`, advice: 'You can send a message instead.' }),
  busy: (who) => ({ title: `${who} is in another call`, advice: 'Try again a little later.' }),
  no_answer: () => ({ title: 'Nobody answered', advice: 'Try again later, or send a message.' }),
  missed: (who) => ({ title: `Missed call from ${who}`, advice: 'You can call back.' }),
  cancelled: (who) => ({ title: `${who} hung up before you answered`, advice: 'You can call back.' }),
  answered_elsewhere: () => ({ title: 'Answered on another device' }),
  declined_elsewhere: () => ({ title: 'Declined on another device' }),
  do_not_disturb: (who) => ({ title: `${who} does not want to be disturbed now`, advice: 'Send a message. If it is urgent, call again: some people let a second call within 3 minutes ring.' }),
  outside_hours: (who) => ({ title: `${who} does not take calls at this hour`, advice: 'Send a message, or try again later.' }),
  request_sent: (who) => ({
    title: `${who} will see that you want to call`,
    advice: 'They do not know you yet, so it did not ring. If they add you, they can call you back, and your calls ring. Write to them, so that they know who you are.',
  }),
  not_allowed: (who) => ({ title: `${who} does not take this call`, advice: 'They may take calls only of people whom they know. You can send a message instead.' }),
  merged: () => ({ title: 'You called each other', advice: 'The two calls became one.' }),
  replaced: () => ({ title: 'You answered another call' }),
  ice_failed: () => ({
    title: 'No path between the two of you was found',
    advice: 'Try another network, or ask who runs this server to check its relay.',
  }),
  ice_timeout: () => ({ title: 'The connection broke', advice: 'Check your network, then call again.' }),
  lost: () => ({ title: 'The connection was lost', advice: 'Check your network, then call again.' }),
  failed: () => ({ title: 'The call failed', advice: 'Please try again. If it fails again, check the connection.' }),
  insecure: (who) => ({
    title: 'The call was stopped because it was not safe',
    advice: `Something between you and ${who} changed the keys of this call. Try another network, and tell whoever runs this server.`,
  }),
  no_microphone: () => ({ title: 'The call needs a microphone' }),
  unreachable: () => ({ title: 'The server could not be reached', advice: 'Check your network, then call again.' }),
  too_many_calls: () => ({ title: 'Too many calls in a short time', advice: 'Wait a minute, then call again.' }),
  busy_here: () => ({ title: 'This device is in another call', advice: 'End that call first.' }),
  wrong_clock: () => ({ title: 'The clock of this device is wrong', advice: 'Set date and time to automatic, then call again.' }),
  bad_address: () => ({ title: 'Nobody can be called at this address', advice: 'Ask them for their link again.' }),
};

/** In place of the advice, where the browser knows more. */
const iceTroubles: Record<IceTrouble, string> = {
  no_relay: 'Your networks let no call through directly, and this server gave your browser no relay to go around. Tell whoever runs it. Meanwhile another network may help.',
  only_relay: 'The call was to go through a relay only, so that your network address stays hidden, and this server gave your browser none. Tell whoever runs it.',
  relay_refused: 'The relay of this server refused your browser: it does not take the password that the server gives out. Tell whoever runs it.',
  relay_full: 'The relay of this server has no room for another call. Try again in a few minutes, and tell whoever runs it.',
  relay_unreachable: 'Your browser does not get through to the relay of this server. Try another network; if that does not help, tell whoever runs the server.',
  relay_silent: 'The relay of this server let your browser in, but nothing of the other came through it. Tell whoever runs it: its firewall or its address may be set wrong. Meanwhile another network may help.',
};

const progress: Record<Progress, string> = {
  starting: 'Starting the call…',
  trying: 'Calling…',
  pushed: 'They are away. Waking their device…',
  ringing: 'Ringing…',
};

const troubles: Record<Trouble, { readonly microphone: string; readonly camera: string }> = {
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

const quality: Record<Quality, string> = { good: 'Good connection', fair: 'Fair connection', poor: 'Poor connection' };

const path: Record<Path, { readonly name: string; readonly text: string }> = {
  direct: { name: 'Direct', text: 'Sound and picture go straight to them.' },
  relay: { name: 'Relay', text: 'Sound and picture go through the relay of this server, which cannot hear or see them.' },
};

const outcomes: Record<Outcome, string> = {
  missed: 'Missed',
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  declined: 'Declined',
  elsewhere: 'Answered on another device',
  unanswered: 'Not answered',
  cancelled: 'Cancelled',
  refused: 'Not taken',
  broken: 'Failed',
  asked: 'Asked to call',
  requested: 'Request sent',
  kept_out: 'Refused',
};

const because: Record<Missed, string> = { do_not_disturb: 'Missed in do not disturb', outside_hours: 'Missed outside of your hours' };

/** Everything that a call shows or says. */
export const call = {
  call: {
    answerWithoutVideo: 'Answer without video',
    messageInstead: 'Message instead',
    write: 'Write a message',
    talked: (who: string, time: string) => `${isolated(who)}, ${time}`,
    silence: 'Silence',
    silenced: 'Quiet here. Your other devices still ring.',
    flip: 'Switch camera',
    shareScreen: 'Share screen',
    stopSharing: 'Stop sharing',
    sharing: 'You are sharing your screen',
    ownScreen: 'Your own screen',
    options: 'Options',
    microphone: 'Microphone',
    speaker: 'Speaker',
    chosenByBrowser: 'As the browser chooses',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen',
    pictureInPicture: 'Picture in picture',
    minimise: 'Minimise',
    backToCall: 'Back to the call',
    tryAgain: 'Try again',
    theyMuted: (who: string) => `${who} muted`,
    theirCameraOff: (who: string) => `${who} shows no picture`,
    shortcuts: { mute: 'Mute', camera: 'Camera', minimise: 'Minimise the call' },
    quality,
    path,
    answer: 'Answer',
    decline: 'Decline',
    hangUp: 'Hang up',
    mute: 'Mute',
    camera: 'Camera',
    close: 'Close',
    callAgain: 'Call again',
    stranger: 'Not in your contacts',
    silent: 'It rings without a sound, as you have set for people you do not know.',
    more: 'More',
    block: 'Block',
    theirMessage: (who: string) => `Message from ${who}`,
    kind: (media: Media): string => (media === 'video' ? 'Video call' : 'Voice call'),
    connecting: 'Connecting…',
    interrupted: 'The connection is weak. Trying to get it back…',
    interruptedAdvice: 'Stay here. Moving closer to the Wi-Fi may help, or mobile data in its place.',
    instead: {
      microphone: (label: string) => `The microphone went away. Now ${isolated(label)} is used.`,
      camera: (label: string) => `The camera went away. Now ${isolated(label)} is used.`,
    },
    checks: { connection: 'Check the connection', media: 'Check microphone and camera' },
    replaces: 'Answering ends the call that you are in.',
    rings: (who: string, media: Media): string => (media === 'video' ? `${who} is calling with video` : `${who} is calling`),
    ringsTitle: (who: string) => `${who} is calling`,
    withPerson: (who: string) => `Call with ${who}`,
    videoOf: (who: string) => `Video of ${who}`,
    ownVideo: 'Your own video',
    theyCannotHear: 'They cannot hear you.',
    ended: 'Call ended',
    progress,
    endings,
    iceTroubles,
    troubles,
  },

  calls: {
    empty: 'No calls yet',
    emptyText: 'Calls that you place, take or miss are listed here.',
    callSomebody: 'Call somebody',
    earlier: 'Show earlier ones',
    cannotRead: 'Your calls could not be read from the server.',
    mayBeOld: 'Your calls could not be read from the server. This is what was known before.',
    retry: 'Try again',
    voice: (who: string) => `Call ${who} with voice`,
    video: (who: string) => `Call ${who} with video`,
    missed: (count: number) => (count === 1 ? '1 missed call' : `${count} missed calls`),
    today: 'Today',
    yesterday: 'Yesterday',
    outcomes,
    because,
    more: (who: string) => `More for ${who}`,
    add: 'Add',
  },

  alerts: {
    touch: 'Touch the page once so that calls can be heard.',
    ring: 'Ring sound',
    ringHint: 'Off, a call is shown but not heard.',
    message: 'New message sound',
    vibration: 'Vibration',
    vibrationHint: 'On devices that can.',
    test: 'Play the ring',
    audible: 'This page may be heard.',
    silent: 'Browsers keep a page silent until it was touched once. Touch it anywhere, and calls can be heard.',
    ringOff: 'The ring sound is off, so this page stays silent when somebody calls.',
    perDevice: 'These count for this device only.',
  },
};
