import type { ErrorCode } from '../../protocol';

import { isolated } from '../isolated';

/** The page itself: before there is somebody, the connection, what went wrong. */
const errors: Partial<Record<string, string>> = {
  offline: 'There is no connection right now. Please try again when it is back.',
  timeout: 'The server did not answer in time. Please try again.',
  bad_address: 'This is not an address. Copy the whole link or address and paste it again.',
  rate_limited: 'That was a lot at once. Please wait a moment and try again.',
  overloaded: 'The server is busy. Please try again in a moment.',
  unavailable: 'The server cannot do that right now. Please try again in a moment.',
  message_too_large: 'This is too long for one message.',
  frame_too_large: 'This is too long for one message.',
  empty_message: 'There is nothing in this message.',
  clock_skew: 'The clock of this device is wrong. Set it right, then try again.',
  forbidden: 'You may not do that.',
  account_deleted: 'This account was deleted. Nothing reaches it any more.',
  quota_exceeded: 'There is no room left for that.',
  self_call: 'This is your own address.',
};

export const app = {
  appName: 'CallVault',
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  more: 'More',
  loading: 'Loading…',
  skip: 'Skip to content',

  unusable: {
    again: 'Reload the page',
    secure_context: {
      title: 'This page is not secure',
      text: 'Browsers give camera, microphone and keys only to secure pages. Open CallVault at an address that begins with https://, or on this computer at http://localhost. Whoever runs the server can start it with --tls.',
    },
    browser: {
      title: 'This browser is too old',
      text: 'CallVault needs Chrome or Edge 137, Firefox 138, Safari 17, or newer. Please update it, or open this page in another one.',
    },
    storage: {
      title: 'This browser keeps nothing',
      text: 'Your key is kept in the browser, and this one refuses to. Leave private browsing, allow this site to store data, or make some space, and reload the page.',
    },
    page: {
      title: 'CallVault did not load to the end',
      text: 'A part of this page could not be fetched. Check your network, and reload the page.',
    },
  },

  elsewhere: {
    title: 'CallVault is open in another tab',
    text: 'One tab at a time holds your connection, so that a call rings once.',
    action: 'Use here',
  },

  welcome: {
    title: 'Call and message people from your browser',
    text: 'No phone number, no sign-up: your name, and a key that is made in this browser and stays here.',
    invited: (name: string) => (name === '' ? 'Somebody invited you. Start, and you can add them.' : `${isolated(name)} invited you. Start, and you can add them.`),
    name: 'Your name',
    nameHint: 'The people you call see it.',
    create: 'Start',
    creating: 'Making your key…',
    haveFile: 'I have a recovery file',
    otherDevice: 'I already use CallVault on another device',
    deleted: {
      here: 'Your account is deleted, and nothing of it is left in this browser.',
      elsewhere: 'Your account was deleted, so everything of it was erased in this browser too.',
    },
    failed: 'Your key could not be kept in this browser. Allow this site to store data and try again.',
  },

  recovery: {
    title: 'Keep a recovery file?',
    text: 'Your key lives in this browser only. If the browser loses it, nobody can give it back, and you would be somebody new. A recovery file, sealed with a passphrase, brings you back.',
    onlyNow: 'This is the only time: later the key cannot be exported.',
    passphrase: 'Passphrase',
    hint: (length: number) => `At least ${length} characters. Four or five random words are good. Without it the file opens for nobody.`,
    repeat: 'Passphrase again',
    tooShort: (length: number) => `Please take at least ${length} characters.`,
    differ: 'The two are not the same.',
    save: 'Save recovery file',
    saving: 'Sealing…',
    saved: 'The file is in your downloads. Keep it somewhere safe, away from this device.',
    skip: 'Go on without',
    done: 'Go on',
    fileName: (address: string) => `callvault-recovery-${address.slice(5, 13)}.json`,
  },

  restore: {
    title: 'Come back with a recovery file',
    text: 'Choose the file that you saved when you started, and enter the passphrase that it was sealed with.',
    file: 'Recovery file',
    passphrase: 'Passphrase',
    action: 'Restore',
    working: 'Opening…',
    instead: 'Start new instead',
    noFile: 'Please choose the file first.',
    not_a_recovery_file: 'This is not a recovery file of CallVault, or it is damaged.',
    wrong_passphrase: 'The passphrase does not open this file.',
  },

  nav: { label: 'Main', chats: 'Chats', calls: 'Calls', people: 'People', settings: 'Settings' },

  connection: {
    connecting: 'Connecting…',
    offline: 'You are offline. What you write is kept, and sent when you are back.',
    waiting: 'No connection.',
    again: (seconds: number) => `Next try in ${seconds} s`,
    back: 'Connected again.',
    retry: 'Try now',
    stopped: {
      superseded: { text: 'This device is connected somewhere else, perhaps in a copy of this browser.', action: 'Use here' },
      revoked: {
        text: 'This device was removed from your key. It gets no calls or messages any more; use another of your devices.',
        action: 'Try again',
      },
      account_deleted: {
        text: 'Your account was deleted. What this browser still keeps of it could not be erased.',
        action: 'Try again',
      },
      not_authenticated: { text: 'The server did not accept the key of this device. Try again, or ask whoever runs the server.', action: 'Try again' },
      clock_skew: { text: 'The clock of this device is wrong. Set date and time to automatic, then try again.', action: 'Try again' },
      malformed: { text: 'This page and the server do not understand each other. Reload the page.', action: 'Reload' },
    },
  },

  /** What went wrong, for people. Codes that nobody can do anything about share one sentence. */
  error: (code: ErrorCode): string => errors[code] ?? 'That did not work. Please try again in a moment.',
};
