import type { ErrorCode } from '../protocol';

/** Everything that people read, in one place. Short, plain, kind: what happened, and what to do. */
export const words = {
  appName: 'CallVault',
  close: 'Close',
  back: 'Back',

  unusable: {
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
  },

  elsewhere: {
    title: 'CallVault is open in another tab',
    text: 'One tab at a time holds your connection, so that a call rings once.',
    action: 'Use here',
  },

  welcome: {
    title: 'Call and message people, with no phone number and no account',
    text: 'You are a key that is made in this browser and stays here.',
    name: 'Your name',
    nameHint: 'People whom you call see it.',
    create: 'Start',
    creating: 'Making your key…',
    haveFile: 'I have a recovery file',
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
    file: 'Recovery file',
    passphrase: 'Passphrase',
    action: 'Restore',
    working: 'Opening…',
    instead: 'Start new instead',
    noFile: 'Please choose the file first.',
    not_a_recovery_file: 'This is not a recovery file of CallVault, or it is damaged.',
    wrong_passphrase: 'The passphrase does not open this file.',
  },

  nav: { label: 'Main', chats: 'Chats', people: 'People', settings: 'Settings' },

  connection: {
    connecting: 'Connecting…',
    waiting: 'No connection. Trying again soon; what you write is kept and sent then.',
    retry: 'Try now',
    stopped: {
      superseded: { text: 'You are connected somewhere else as this device.', action: 'Use here' },
      revoked: { text: 'This device was removed from your key. It gets no calls or messages any more.', action: 'Try again' },
      not_authenticated: { text: 'The server did not accept this device’s key.', action: 'Try again' },
      clock_skew: { text: 'The clock of this device is wrong. Set it right, then try again.', action: 'Try again' },
      malformed: { text: 'This page and the server do not understand each other. Reload the page.', action: 'Reload' },
    },
  },

  chats: {
    title: 'Chats',
    empty: 'Nothing here yet. Add somebody, or send them your link.',
    unread: (count: number, most: number) => (count >= most ? `${most - 1}+ unread` : `${count} unread`),
    typing: 'typing…',
    you: (text: string) => `You: ${text}`,
    choose: 'Choose a conversation, or add somebody.',
  },

  conversation: {
    with: (name: string) => `Conversation with ${name}`,
    voice: 'Call with voice',
    video: 'Call with video',
    message: 'Message',
    send: 'Send',
    empty: 'No messages yet. Say hello.',
    earlier: 'Show earlier ones',
    stranger: 'Not in your people yet.',
    addStranger: 'Add',
    typing: (name: string) => `${name} is typing…`,
    today: 'Today',
    yesterday: 'Yesterday',
    tooLong: 'This is too long for one message. Please split it.',
    notKept: 'This could not be kept. The storage of this browser may be full.',
    tryAgain: 'Try again',
    remove: 'Remove',
    badAddress: 'This is not an address. Check the link, or ask for it again.',
    state: { waiting: 'Waiting to be sent', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Not sent' },
    kind: {
      image: 'A picture. This version does not show it yet.',
      voice: 'A voice note. This version does not play it yet.',
      video: 'A video message. This version does not play it yet.',
      file: 'A file. This version does not open it yet.',
      edit: 'A message was changed. This version does not show changes yet.',
      unsend: 'A message was taken back. This version does not show that yet.',
      reaction: 'A reaction. This version does not show it yet.',
      call: 'Missed call',
      hidden: 'Hidden: it is from somebody you blocked.',
      other: 'Something that this version does not know. A newer one may show it.',
    },
  },

  people: {
    title: 'People',
    add: 'Add person',
    empty: 'Nobody here yet.',
    remove: (name: string) => `Remove ${name}`,
    removeShort: 'Remove',
    sureRemove: (name: string) => `Remove ${name} from your people? The conversation stays.`,
    noName: 'No name',
  },

  add: {
    title: 'Add person',
    address: 'Address',
    addressHint: 'Paste their link or their address. It begins with call:',
    name: 'Name for them',
    submit: 'Add person',
    working: 'Adding…',
    bad: 'This is not an address. Copy the whole link or address and paste it again.',
    self: 'This is your own address. Ask the other for theirs.',
    noName: 'Please give them a name.',
  },

  mine: {
    title: 'Your link',
    text: 'Whoever opens it can add you, call you and write to you.',
    address: 'Your own',
    copy: 'Copy link',
    copyAddress: 'Copy address',
    copied: 'Copied',
    notCopied: 'The browser did not let us copy. Select the text and copy it yourself.',
    share: 'Share link',
  },

  settings: {
    title: 'Settings',
    name: 'Your name',
    save: 'Save',
    saved: 'Saved',
    key: 'Your key',
    keyText: 'It is kept in this browser and cannot be exported. If you saved a recovery file at the beginning, it brings you back on another device.',
    about: 'About',
    aboutText: 'Calls go directly between browsers and are encrypted end to end. Messages are encrypted on the way, but not end to end yet: whoever runs this server can read them.',
  },

  /** What went wrong, for people. Codes that nobody can do anything about share one sentence. */
  error(code: ErrorCode): string {
    return errors[code] ?? 'That did not work. Please try again in a moment.';
  },
} as const;

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
  quota_exceeded: 'There is no room left for that.',
  self_call: 'This is your own address.',
};
