import { isolated } from '../isolated';

/** Several devices of one person. */
export const devices = {
  devices: {
    list: 'Your devices',
    own: 'This device',
    holdsKey: 'Holds your key',
    since: (date: string) => `Linked on ${date}`,
    unnamed: 'A device without a name',
    more: (name: string) => `More for ${isolated(name)}`,
    link: 'Link a device',
    about: 'Calls ring on all of your devices, and messages are on each of them.',
    cannot: (holders: string) =>
      holders === ''
        ? 'Devices are linked and removed on the one that holds your key.'
        : `This device was linked. Devices are linked and removed on the one that holds your key: ${isolated(holders)}.`,
    failed: 'Your devices could not be read.',
    again: 'Try again',
    rename: 'Change name',
    name: 'Name of the device',
    nameHint: 'You see it on all of your devices, and nobody else does.',
    remove: 'Remove device',
    sureRemove: (name: string) => `Remove ${isolated(name)}?`,
    sureRemoveText:
      'Within a minute it is signed out and gets no calls or messages any more; a call that it is in ends. What it has already kept stays on it. To use it again, link it anew.',
    sureRemoveHolderText:
      'Within a minute it is signed out; a call that it is in ends. But it holds your key itself: whoever has that device or the recovery file can come back as another device. If it is in wrong hands, start anew with another key.',
    removeAction: 'Remove',
    checkLabel: (digits: string) => `Check number: ${digits}`,
  },

  linkDevice: {
    title: 'Link a device',
    openThere: 'Open this page on the new device.',
    chooseThere: 'Choose “I already use CallVault on another device” there.',
    readHere: 'Scan the code that it shows, or type it here.',
    scan: 'Scan the code',
    code: 'Code of the new device',
    codeHint: 'Ten letters and digits. Small or large does not matter.',
    badCode: 'A code has ten letters and digits. Check it against the new device.',
    go: 'Go on',
    looking: 'Looking for the device…',
    compare: 'Does the new device show this number?',
    warning: 'Link only a device that is in your own hands. It can then call, read and write as you.',
    admit: 'The same: link it',
    working: 'Linking…',
    refuse: 'Not the same',
    done: (name: string) => `${isolated(name)} is linked`,
    doneText: 'Go on there. It can take some seconds until it notices.',
    toDevices: 'To your devices',
    unknown: 'No device waits with this code. Codes work for ten minutes; check it, or show a new one there.',
    used: 'This code was used before. Show a new one on the new device.',
    swapped: 'The key that the server gives is not the one in the code. Somebody may be in between. Do not link the device; ask whoever runs the server.',
    tooMany: 'You have as many devices as there can be. Remove one first.',
    another: 'Another code',
    notHere: 'Not from this device',
    notHereText: 'This device was linked itself. Open the code on the device that holds your key; Settings, Devices says which one that is.',
  },

  newDevice: {
    title: 'Link this device',
    opening: 'Making a key for this device…',
    open: 'On the device that you use already, open Settings, Devices, Link a device.',
    scan: 'Scan this code with it.',
    codeLabel: 'QR code to link this device',
    typed: 'Or type it there:',
    compare: 'Compare this number. It must be the same on both.',
    waiting: 'Waiting for your other device. The code works for ten minutes.',
    linked: 'Linked',
    isItYou: 'Is this you? Only then go on.',
    accept: 'Yes, go on',
    notMe: 'No, begin again',
    expired: 'This code is over.',
    badCertificate: 'What came back was not made for this device. Begin again; if it happens once more, ask whoever runs the server.',
    again: 'Show a new code',
    cancel: 'Start new instead',
  },
};
