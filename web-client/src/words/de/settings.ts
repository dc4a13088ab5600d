import type { Words } from '..';
import { isolated } from '../isolated';

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
      media: 'Mikrofon und Kamera',
      connection: 'Verbindungsdoktor',
      devices: 'Geräte',
      key: 'Dein Schlüssel',
      shortcuts: 'Tastenkürzel',
      about: 'Über CallVault',
      delete: 'Konto löschen',
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
      media: 'Ausprobieren, auch den Lautsprecher',
      connection: 'Ob Anrufe durchkommen',
      devices: 'Hinzufügen und entfernen',
      key: 'Wer du bist und wie du es bleibst',
      shortcuts: 'Für alle, die tippen',
      about: 'Version, Verschlüsselung, Lizenzen',
      delete: 'Alles, für immer',
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
        'Alle Anrufe gehen dann über das Relay dieses Servers; die mit Leuten, die du nicht hinzugefügt hast, gehen ohnehin darüber. Die andere Person erfährt deine IP-Adresse nicht; Ton und Bild brauchen vielleicht etwas länger. Das Relay kann dich weder hören noch sehen.',
      showTyping: 'Zeigen, dass ich schreibe',
      showTypingHint: 'Das gilt in beide Richtungen: Wer es nicht zeigt, sieht es auch von anderen nicht. Es gilt für dieses Gerät.',
      presence: 'Zeigen, wann ich online bin',
      presenceHint: 'Nur Leute, die du hinzugefügt hast, sehen es, und wann du zuletzt da warst. Das gilt in beide Richtungen: Wer es nicht zeigt, sieht es auch von anderen nicht.',
      receipts: 'Zeigen, was ich gelesen habe',
      receiptsHint: 'Das gilt in beide Richtungen: Wer es nicht zeigt, sieht es auch von anderen nicht. Dass eine Nachricht angekommen ist, sieht man trotzdem.',
      everywhere: 'Diese beiden gelten auf allen deinen Geräten.',
      seen: 'Was andere sehen',
      calls: 'Wen du anrufst',
      callsText: 'Die Person sieht deinen Namen und deine Adresse. Wenn du die Person hinzugefügt hast und deine Netzadresse oben nicht verbirgst, erfährt ihr Gerät auch diese, denn Anrufe gehen dann direkt von einem zum anderen.',
      messages: 'Wem du schreibst',
      messagesText: 'Die Person sieht, wann dein Gerät eine Nachricht bekam, und, wenn du es zeigst, wann du sie gelesen hast und dass du gerade schreibst. Wen du hinzugefügt hast, der sieht auch, wann du online bist, wenn du es zeigst.',
      server: 'Wer diesen Server betreibt',
      serverText: 'Kann sehen, wer wann wen anruft und wem schreibt, die Namen, die du Leuten gibst, und deine Nachrichten, aber deine Anrufe niemals hören oder sehen.',
    },

    key: {
      what: 'Du bist dieser Schlüssel',
      whatText: 'Es gibt keine Anmeldung und kein Passwort. Dein Schlüssel liegt in diesem Browser, unterschreibt, was du tust, und niemand kann ihn auslesen, auch du nicht.',
      recovery: 'Wenn dieser Browser ihn verliert',
      recoveryText:
        'Die Wiederherstellungsdatei, die dir am Anfang angeboten wurde, bringt dich zurück, hier oder auf einem anderen Gerät. Später lässt sich keine mehr machen. Ohne sie fängst du neu an, mit einer anderen Adresse.',
      care: 'Damit er bleibt',
      careText: 'Lösche die Daten dieser Website nicht und benutze CallVault nicht in einem privaten Fenster: Beides wirft den Schlüssel weg.',
      device: 'Dieses Gerät',
      address: 'Deine Adresse',
    },

    deleting: {
      goes: 'Was für immer verschwindet',
      goesList: [
        'Alles, was du geschrieben hast, in allen Unterhaltungen, auch bei denen, die es jetzt haben.',
        'Deine Leute, wen du blockiert hast, deine Einstellungen und deine Anrufliste.',
        'Deine Adresse: Niemand erreicht dich mehr unter ihr, und niemand kann sie zurückholen, auch nicht mit deinem Schlüssel oder der Wiederherstellungsdatei.',
        'Was dieser Browser und deine anderen Geräte von dir aufheben.',
      ],
      stays: 'Was andere behalten',
      staysText: 'Was sie dir geschrieben haben, den Namen, den sie dir gegeben haben, und dass ihr euch angerufen habt. In jeder Unterhaltung lesen sie, dass du dein Konto gelöscht hast.',
      open: 'Konto löschen …',
      sure: 'Dein Konto löschen?',
      sureText: 'Es geschieht sofort, auf allen deinen Geräten. Kommst du zurück, bist du jemand Neues.',
      known: 'Ich weiß, dass niemand es zurückholen kann',
      action: 'Für immer löschen',
      working: 'Wird gelöscht …',
      cannot: (names) =>
        names === ''
          ? 'Nur ein Gerät, das deinen Schlüssel hat, kann das Konto löschen. Hast du keines mehr, dann komm mit deiner Wiederherstellungsdatei in einem anderen Browser zurück und lösche es dort.'
          : `Nur ein Gerät, das deinen Schlüssel hat, kann das Konto löschen: ${isolated(names)}. Hast du es nicht mehr, dann komm mit deiner Wiederherstellungsdatei in einem anderen Browser zurück und lösche es dort.`,
    },

    shortcuts: {
      single: 'Einzelne Tasten',
      text: 'Sie wirken, solange du nicht schreibst. Auch ohne sie wirken Eingabe, Umschalt und Esc.',
      page: 'Überall',
      writing: 'Beim Schreiben',
      calls: 'Im Anruf',
      pageKeys: { '?': 'Diese Tastenkürzel', '1': 'Chats', '2': 'Anrufe', '3': 'Leute', '4': 'Einstellungen', a: 'Person hinzufügen', '/': 'Alles durchsuchen', f: 'Die offene Unterhaltung durchsuchen' },
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
