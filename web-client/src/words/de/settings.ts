import type { Words } from '..';

export const settings: Pick<Words, 'settings'> = {
  settings: {
    title: 'Einstellungen',
    name: 'Dein Name',
    save: 'Speichern',
    saved: 'Gespeichert',
    sections: {
      profile: 'Profil',
      look: 'Aussehen und Sprache',
      alerts: 'Töne und Vibration',
      privacy: 'Privatsphäre',
      key: 'Dein Schlüssel',
      shortcuts: 'Tastenkürzel',
      about: 'Über CallVault',
    },
    theme: { title: 'Farben', system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    language: { title: 'Sprache', system: 'Wie der Browser' },
    keyText: 'Er liegt in diesem Browser und lässt sich nicht ausgeben. Wenn du am Anfang eine Wiederherstellungsdatei gesichert hast, bringt sie dich auf einem anderen Gerät zurück.',
    aboutText: 'Anrufe gehen direkt von Browser zu Browser und sind von Ende zu Ende verschlüsselt. Nachrichten sind unterwegs verschlüsselt, aber noch nicht von Ende zu Ende: Wer diesen Server betreibt, kann sie lesen.',
  },
};
