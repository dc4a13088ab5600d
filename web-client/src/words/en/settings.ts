/** Settings. */
export const settings = {
  settings: {
    title: 'Settings',
    name: 'Your name',
    save: 'Save',
    saved: 'Saved',
    sections: {
      profile: 'Profile',
      look: 'Look and language',
      alerts: 'Sounds and vibration',
      privacy: 'Privacy',
      key: 'Your key',
      shortcuts: 'Keyboard shortcuts',
      about: 'About',
    },
    theme: { title: 'Colours', system: 'As the system', light: 'Light', dark: 'Dark' },
    language: { title: 'Language', system: 'As the browser' },
    keyText: 'It is kept in this browser and cannot be exported. If you saved a recovery file at the beginning, it brings you back on another device.',
    aboutText: 'Calls go directly between browsers and are encrypted end to end. Messages are encrypted on the way, but not end to end yet: whoever runs this server can read them.',
  },
};
