import type { CallKey, PageKey, WritingKey } from '../../settings/keys';
import { isolated } from '../isolated';

const pageKeys: Record<PageKey, string> = {
  '?': 'These shortcuts',
  '1': 'Chats',
  '2': 'Calls',
  '3': 'People',
  '4': 'Settings',
  a: 'Add person',
  '/': 'Search everything',
  f: 'Search the open conversation',
};

const writingKeys: Record<WritingKey, string> = { send: 'Send the message', line: 'A new line' };

const callKeys: Record<CallKey, string> = { mute: 'Mute, or be heard again', camera: 'Camera on or off', minimise: 'Make the call small' };

/** Settings. */
export const settings = {
  settings: {
    title: 'Settings',
    choose: 'What would you like to change?',
    chooseText: 'Choose it on the left. What you change counts at once.',
    sections: {
      profile: 'Profile',
      reach: 'Who may reach me',
      quiet: 'Do not disturb',
      hours: 'Business hours',
      blocked: 'Blocked people',
      look: 'Look and language',
      alerts: 'Sounds and vibration',
      privacy: 'Privacy',
      media: 'Microphone and camera',
      connection: 'Connection doctor',
      devices: 'Devices',
      key: 'Your key',
      shortcuts: 'Keyboard shortcuts',
      about: 'About',
      delete: 'Delete account',
    },
    about: {
      profile: 'Your name',
      reach: 'Who may ring, and what a call of somebody unknown does',
      quiet: 'Quiet now, or every week',
      hours: 'When calls ring, and what callers read else',
      blocked: 'Who reaches you no more',
      look: 'Colours, language',
      alerts: 'Rings and new messages',
      privacy: 'What others learn of you',
      media: 'Try them, and the loudspeaker',
      connection: 'Whether calls can get through',
      devices: 'Add one, remove one',
      key: 'Who you are, and how to keep it',
      shortcuts: 'For those who type',
      about: 'Version, encryption, licences',
      delete: 'Everything, for good',
    },

    name: 'Your name',
    nameHint: 'The people you call see it, and whoever opens your link.',
    save: 'Save',
    saving: 'Saving…',
    saved: 'Saved',
    share: 'Show my link and code',

    theme: { title: 'Colours', system: 'As the system', light: 'Light', dark: 'Dark' },
    language: { title: 'Language', system: 'As the browser' },

    privacy: {
      relayOnly: 'Hide my network address in calls',
      relayOnlyHint:
        'All calls then go through the relay of this server; those with people you have not added go there anyway. The other does not learn your IP address; sound and picture may take a little longer. The relay cannot hear or see you.',
      showTyping: 'Show when I am typing',
      showTypingHint: 'It goes both ways: whoever does not show it does not see it of others. This holds for this device.',
      presence: 'Show when I am online',
      presenceHint: 'Only people whom you have added see it, and when you were last here. It goes both ways: whoever does not show it does not see it of others.',
      receipts: 'Show what I have read',
      receiptsHint: 'It goes both ways: whoever does not show it does not see it of others. That a message has arrived is shown all the same.',
      everywhere: 'These two count on all of your devices.',
      seen: 'What others see',
      calls: 'Whom you call',
      callsText: 'They see your name and your address. If you have added them and do not hide it above, their device also learns your network address, because calls then go directly from one to the other.',
      messages: 'Whom you write to',
      messagesText: 'They see when your device got a message and, if you show it, when you have read it, and while you type. Whom you have added also sees when you are online, if you show it.',
      server: 'Whoever runs this server',
      serverText: 'They can see who calls and writes to whom and when, the names that you give to people, and your messages, but never hear or see your calls.',
    },

    key: {
      what: 'You are this key',
      whatText: 'There is no sign-up and no password. Your key is kept in this browser, it signs what you do, and nobody can read it out, not even you.',
      recovery: 'If this browser loses it',
      recoveryText:
        'The recovery file that was offered when you started brings you back, here or on another device. There is no way to make one later. Without it you start anew, with another address.',
      care: 'Keep it',
      careText: 'Do not clear the data of this site, and do not use CallVault in a private window: either throws the key away.',
      device: 'This device',
      address: 'Your address',
    },

    deleting: {
      goes: 'What goes, for good',
      goesList: [
        'Everything that you have written, in all conversations, also for those who have it now.',
        'Your people, whom you have blocked, your settings, and your list of calls.',
        'Your address: nobody reaches you by it any more, and nobody can bring it back, not even with your key or recovery file.',
        'What this browser and your other devices keep of you.',
      ],
      stays: 'What others keep',
      staysText: 'What they have written to you, the name that they gave you, and that you have called each other. In each conversation they read that you have deleted your account.',
      open: 'Delete account…',
      sure: 'Delete your account?',
      sureText: 'It happens at once, on all your devices. If you come back, you come as somebody new.',
      known: 'I know that nobody can bring it back',
      action: 'Delete for good',
      working: 'Deleting…',
      cannot: (names: string) =>
        names === ''
          ? 'Only a device that holds your key can delete the account. If you have none any more, come back with your recovery file in another browser, and delete it there.'
          : `Only a device that holds your key can delete the account: ${isolated(names)}. If you do not have it any more, come back with your recovery file in another browser, and delete it there.`,
    },

    shortcuts: {
      single: 'Single keys',
      text: 'They work while you are not writing. Without them, Enter, Shift and Esc work all the same.',
      page: 'Everywhere',
      writing: 'While writing',
      calls: 'In a call',
      pageKeys,
      writingKeys,
      callKeys,
      names: { Enter: 'Enter', Shift: 'Shift', Escape: 'Esc' },
    },

    facts: {
      version: 'Version',
      server: 'Server',
      encryption: 'What is encrypted',
      calls: 'Calls: from end to end',
      callsText: 'Sound and picture can be heard and seen only by the two of you. Your browsers check each other’s keys; comparing the safety number makes sure of it.',
      messages: 'Messages: on the way, not from end to end yet',
      messagesText: 'They are encrypted between your browser and the server. Whoever runs the server can read them.',
      licences: 'Open source',
      licencesText: 'CallVault is made with these, under the licences of their authors:',
    },
  },
};
