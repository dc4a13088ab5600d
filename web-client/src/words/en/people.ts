import type { Trouble } from '../../call/devices';
import type { ScanRemark } from '../../people/scanner';
import { isolated } from '../isolated';

const cameraTroubles: Record<Trouble, { readonly title: string; readonly text: string }> = {
  refused: {
    title: 'The camera is not allowed',
    text: 'Allow it for this page in the browser’s address bar, and in the system’s privacy settings. Then try again.',
  },
  none: { title: 'No camera was found', text: 'You can choose a picture of the code, or paste the link instead.' },
  in_use: { title: 'The camera is busy', text: 'Another program uses it. Close it there, then try again.' },
  insecure_page: {
    title: 'No camera on this page',
    text: 'Browsers give the camera only to secure pages. Open CallVault at an address that begins with https://.',
  },
  unknown: { title: 'The camera could not be opened', text: 'Try again, choose a picture of the code, or paste the link instead.' },
};

const scanRemarks: Record<ScanRemark, string> = {
  not_ours: 'This code is not from CallVault. Ask for the one that CallVault shows under “Your link”.',
  no_code: 'There is no code in this picture, or it is too small or blurred. Try another one.',
  unreadable: 'This file is not a picture that the browser can open.',
};

/** Who one knows, and oneself to be known by. */
export const people = {
  people: {
    title: 'People',
    add: 'Add person',
    search: 'Search people',
    me: 'Your link and code',
    empty: 'Nobody here yet',
    emptyText: 'Add somebody by their link or code, or send them yours.',
    showMine: 'Show my link',
    nothing: (query: string) => `Nobody called “${isolated(query)}”`,
    nothingText: 'Search for a part of their name, or of their address.',
    list: 'Your people',
    choose: 'Choose somebody',
    chooseText: 'You see how to reach them, and how to make sure that it is them.',
    noName: 'No name',
  },

  person: {
    message: 'Message',
    voice: 'Voice',
    video: 'Video',
    rename: 'Change name',
    nameHint: 'Only you see it.',
    save: 'Save',
    saving: 'Saving…',
    address: 'Address',
    copyAddress: 'Copy address',
    stranger: 'Not in your people yet',
    strangerText: 'Add them to give them a name, and so that their calls come as from somebody you know.',
    add: 'Add',
    remove: 'Remove from people',
    sureRemove: (name: string) => `Remove ${isolated(name)}?`,
    sureRemoveText: 'They become a stranger to you. Your conversation stays.',
    removeAction: 'Remove',
    badAddress: 'This is not an address',
    badAddressText: 'Check the link, or ask for it again.',
  },

  safety: {
    title: 'Safety number',
    text: (name: string) => `If ${isolated(name)} sees the same number, it is really the two of you, and nobody in between can listen in on your calls.`,
    how: 'How to compare',
    read: 'Read it to each other',
    readText: 'Best face to face, or in a video call where you know face and voice. All twelve groups must be the same.',
    differs: 'If they differ',
    differsText: 'One of you has the address of somebody else. Ask for the link again, in person or on another way that you trust.',
    changes: 'It changes only when one of you starts with a new key.',
    numberLabel: (groups: string) => `Safety number: ${groups}`,
  },

  add: {
    title: 'Add person',
    address: 'Address',
    addressHint: 'Paste their link or address. Text around it does no harm.',
    name: 'Name for them',
    nameHint: 'Only you see it.',
    scan: 'Scan QR code',
    or: 'or',
    submit: 'Add person',
    working: 'Adding…',
    bad: 'There is no address in this. Copy the whole link or address and paste it again.',
    self: 'This is your own address. Ask the other for theirs.',
    noName: 'Please give them a name.',
    unnamed: 'Who is this?',
    unnamedText: 'Give them a name that only you see. They are then among your people.',
    invited: (name: string) => `${isolated(name)} gave you their link`,
    invitedText: 'Add them to call and write to each other. The name is what they call themselves; change it if you like.',
    known: (name: string) => `Already in your people as ${isolated(name)}. Adding again changes the name.`,
  },

  scan: {
    title: 'Scan QR code',
    asking: 'Waiting for the camera',
    askingText: 'Your browser asks whether CallVault may use it. The picture stays on this device.',
    aim: 'Hold the other’s code in front of the camera.',
    aimText: 'They find it under People, “Your link and code”.',
    view: 'Picture of the camera',
    file: 'Choose a picture',
    paste: 'Paste a link instead',
    again: 'Try again',
    troubles: cameraTroubles,
    remarks: scanRemarks,
  },

  mine: {
    title: 'Your link',
    text: 'Whoever opens the link or scans the code can add you, call you and write to you.',
    code: (name: string) => `QR code with the link of ${isolated(name)}`,
    address: 'Your address',
    copy: 'Copy link',
    copyAddress: 'Copy address',
    copied: 'Copied',
    notCopied: 'The browser did not let us copy. Select the text and copy it yourself.',
    share: 'Share',
  },
};
