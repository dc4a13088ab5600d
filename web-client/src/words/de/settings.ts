import type { Words } from '..';

export const settings: Pick<Words, 'settings'> = {
  settings: {
    title: 'Einstellungen',
    choose: 'Was möchtest du ändern?',
    chooseText: 'Wähle es links aus. Was du änderst, gilt sofort.',
    sections: {
      profile: 'Profil',
      reach: 'Wer mich erreicht',
      quiet: 'Nicht stören',
      hours: 'Geschäftszeiten',
      blocked: 'Blockierte Leute',
      look: 'Aussehen und Sprache',
      alerts: 'Töne und Vibration',
      privacy: 'Privatsphäre',
      devices: 'Geräte',
      key: 'Dein Schlüssel',
      shortcuts: 'Tastenkürzel',
      about: 'Über CallVault',
    },
    about: {
      profile: 'Dein Name',
      reach: 'Wer klingeln darf, und was ein Anruf von Unbekannten tut',
      quiet: 'Ruhe, jetzt oder jede Woche',
      hours: 'Wann Anrufe klingeln, und was man sonst liest',
      blocked: 'Wer dich nicht mehr erreicht',
      look: 'Farben, Sprache',
      alerts: 'Klingeln und neue Nachrichten',
      privacy: 'Was andere von dir erfahren',
      devices: 'Hinzufügen und entfernen',
      key: 'Wer du bist und wie du es bleibst',
      shortcuts: 'Für alle, die tippen',
      about: 'Version, Verschlüsselung, Lizenzen',
    },

    name: 'Dein Name',
    nameHint: 'Wen du anrufst, der sieht ihn, und wer deinen Link öffnet.',
    save: 'Speichern',
    saving: 'Wird gespeichert …',
    saved: 'Gespeichert',
    share: 'Meinen Link und Code zeigen',

    theme: { title: 'Farben', system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    language: { title: 'Sprache', system: 'Wie der Browser' },

    privacy: {
      relayOnly: 'Meine Netzadresse in Anrufen verbergen',
      relayOnlyHint:
        'Anrufe gehen dann immer über das Relay dieses Servers. Die andere Person erfährt deine IP-Adresse nicht; Ton und Bild brauchen vielleicht etwas länger. Das Relay kann dich weder hören noch sehen.',
      seen: 'Was andere sehen',
      calls: 'Wen du anrufst',
      callsText: 'Die Person sieht deinen Namen und deine Adresse. Wenn du sie oben nicht verbirgst, erfährt ihr Gerät auch deine Netzadresse, denn Anrufe gehen direkt von einem zum anderen.',
      messages: 'Wem du schreibst',
      messagesText: 'Die Person sieht, wann dein Gerät eine Nachricht bekam, wann du sie gelesen hast und dass du gerade schreibst.',
      server: 'Wer diesen Server betreibt',
      serverText: 'Kann sehen, wer wann wen anruft und wem schreibt, die Namen, die du Leuten gibst, und deine Nachrichten, aber deine Anrufe niemals hören oder sehen.',
    },

    key: {
      what: 'Du bist dieser Schlüssel',
      whatText: 'Es gibt kein Konto und kein Passwort. Dein Schlüssel liegt in diesem Browser, unterschreibt, was du tust, und niemand kann ihn auslesen, auch du nicht.',
      recovery: 'Wenn dieser Browser ihn verliert',
      recoveryText:
        'Die Wiederherstellungsdatei, die dir am Anfang angeboten wurde, bringt dich zurück, hier oder auf einem anderen Gerät. Später lässt sich keine mehr machen. Ohne sie fängst du neu an, mit einer anderen Adresse.',
      care: 'Damit er bleibt',
      careText: 'Lösche die Daten dieser Website nicht und benutze CallVault nicht in einem privaten Fenster: Beides wirft den Schlüssel weg.',
      device: 'Dieses Gerät',
      address: 'Deine Adresse',
    },

    shortcuts: {
      single: 'Einzelne Tasten',
      text: 'Sie wirken, solange du nicht schreibst. Auch ohne sie wirken Eingabe, Umschalt und Esc.',
      page: 'Überall',
      writing: 'Beim Schreiben',
      calls: 'Im Anruf',
      pageKeys: { '?': 'Diese Tastenkürzel', '1': 'Chats', '2': 'Anrufe', '3': 'Leute', '4': 'Einstellungen', a: 'Person hinzufügen' },
      writingKeys: { send: 'Nachricht senden', line: 'Neue Zeile' },
      callKeys: { mute: 'Stumm, oder wieder zu hören', camera: 'Kamera an oder aus', minimise: 'Anruf verkleinern' },
      names: { Enter: 'Eingabe', Shift: 'Umschalt', Escape: 'Esc' },
    },

    facts: {
      version: 'Version',
      server: 'Server',
      encryption: 'Was verschlüsselt ist',
      calls: 'Anrufe: von Ende zu Ende',
      callsText: 'Ton und Bild hört und seht nur ihr beide. Eure Browser prüfen gegenseitig die Schlüssel; mit der Sicherheitsnummer geht ihr sicher.',
      messages: 'Nachrichten: unterwegs, aber noch nicht von Ende zu Ende',
      messagesText: 'Zwischen deinem Browser und dem Server sind sie verschlüsselt. Wer den Server betreibt, kann sie lesen.',
      licences: 'Freie Software',
      licencesText: 'CallVault ist damit gemacht, unter den Lizenzen ihrer Urheber:',
    },
  },
};
