import type { Words } from '..';
import { isolated } from '../isolated';

const errors: Partial<Record<string, string>> = {
  offline: 'Gerade gibt es keine Verbindung. Bitte versuche es, wenn sie wieder da ist.',
  timeout: 'Der Server hat nicht rechtzeitig geantwortet. Bitte versuche es noch einmal.',
  bad_address: 'Das ist keine Adresse. Kopiere den ganzen Link oder die ganze Adresse und füge sie noch einmal ein.',
  rate_limited: 'Das war viel auf einmal. Bitte warte einen Moment und versuche es noch einmal.',
  overloaded: 'Der Server ist ausgelastet. Bitte versuche es gleich noch einmal.',
  unavailable: 'Das kann der Server gerade nicht. Bitte versuche es gleich noch einmal.',
  message_too_large: 'Das ist zu lang für eine Nachricht.',
  frame_too_large: 'Das ist zu lang für eine Nachricht.',
  empty_message: 'In dieser Nachricht steht nichts.',
  clock_skew: 'Die Uhr dieses Geräts geht falsch. Stelle sie richtig und versuche es dann noch einmal.',
  forbidden: 'Das darfst du nicht.',
  account_deleted: 'Dieses Konto wurde gelöscht. Es ist nicht mehr zu erreichen.',
  quota_exceeded: 'Dafür ist kein Platz mehr.',
  self_call: 'Das ist deine eigene Adresse.',
};

export const app: Pick<
  Words,
  | 'appName' | 'close' | 'cancel' | 'back' | 'more' | 'loading' | 'skip' | 'unusable' | 'elsewhere' | 'welcome' | 'recovery'
  | 'restore' | 'nav' | 'connection' | 'error'
> = {
  appName: 'CallVault',
  close: 'Schließen',
  cancel: 'Abbrechen',
  back: 'Zurück',
  more: 'Mehr',
  loading: 'Lädt …',
  skip: 'Zum Inhalt springen',

  unusable: {
    again: 'Seite neu laden',
    secure_context: {
      title: 'Diese Seite ist nicht sicher',
      text: 'Kamera, Mikrofon und Schlüssel geben Browser nur sicheren Seiten. Öffne CallVault unter einer Adresse, die mit https:// beginnt, oder auf diesem Rechner unter http://localhost. Wer den Server betreibt, kann ihn mit --tls starten.',
    },
    browser: {
      title: 'Dieser Browser ist zu alt',
      text: 'CallVault braucht Chrome oder Edge 137, Firefox 138, Safari 17 oder neuer. Bitte aktualisiere ihn oder öffne diese Seite in einem anderen.',
    },
    storage: {
      title: 'Dieser Browser behält nichts',
      text: 'Dein Schlüssel liegt im Browser, und dieser lehnt das ab. Verlasse das private Surfen, erlaube dieser Seite, Daten zu speichern, oder schaffe etwas Platz, und lade die Seite neu.',
    },
    page: {
      title: 'CallVault wurde nicht ganz geladen',
      text: 'Ein Teil dieser Seite ließ sich nicht holen. Prüfe dein Netz und lade die Seite neu.',
    },
  },

  elsewhere: {
    title: 'CallVault ist in einem anderen Tab offen',
    text: 'Nur ein Tab hält deine Verbindung, damit ein Anruf nur einmal klingelt.',
    action: 'Hier benutzen',
  },

  welcome: {
    title: 'Im Browser anrufen und schreiben',
    text: 'Keine Telefonnummer, keine Anmeldung: nur dein Name und ein Schlüssel, der in diesem Browser entsteht und hier bleibt.',
    invited: (name) => (name === '' ? 'Jemand hat dich eingeladen. Fang an, dann kannst du die Person hinzufügen.' : `${isolated(name)} hat dich eingeladen. Fang an, dann kannst du die Person hinzufügen.`),
    name: 'Dein Name',
    nameHint: 'Wen du anrufst, der sieht ihn.',
    create: 'Los geht’s',
    creating: 'Dein Schlüssel entsteht …',
    haveFile: 'Ich habe eine Wiederherstellungsdatei',
    otherDevice: 'Ich benutze CallVault schon auf einem anderen Gerät',
    deleted: {
      here: 'Dein Konto ist gelöscht, und in diesem Browser ist nichts mehr davon.',
      elsewhere: 'Dein Konto wurde gelöscht, darum ist auch in diesem Browser alles davon verschwunden.',
    },
    failed: 'Dein Schlüssel ließ sich in diesem Browser nicht aufheben. Erlaube dieser Seite, Daten zu speichern, und versuche es noch einmal.',
  },

  recovery: {
    title: 'Eine Wiederherstellungsdatei aufheben?',
    text: 'Dein Schlüssel liegt nur in diesem Browser. Verliert der Browser ihn, kann ihn niemand zurückgeben, und du wärst jemand Neues. Eine Wiederherstellungsdatei, mit einer Passphrase verschlossen, bringt dich zurück.',
    onlyNow: 'Das geht nur jetzt: Später lässt sich der Schlüssel nicht mehr ausgeben.',
    passphrase: 'Passphrase',
    hint: (length) => `Mindestens ${length} Zeichen. Vier oder fünf zufällige Wörter sind gut. Ohne sie öffnet niemand die Datei.`,
    repeat: 'Passphrase noch einmal',
    tooShort: (length) => `Bitte nimm mindestens ${length} Zeichen.`,
    differ: 'Die beiden sind nicht gleich.',
    save: 'Wiederherstellungsdatei sichern',
    saving: 'Wird verschlossen …',
    saved: 'Die Datei liegt bei deinen Downloads. Hebe sie sicher auf, nicht auf diesem Gerät.',
    skip: 'Ohne weitermachen',
    done: 'Weiter',
    fileName: (address) => `callvault-wiederherstellung-${address.slice(5, 13)}.json`,
  },

  restore: {
    title: 'Mit einer Wiederherstellungsdatei zurückkommen',
    text: 'Wähle die Datei, die du am Anfang gesichert hast, und gib die Passphrase ein, mit der sie verschlossen wurde.',
    file: 'Wiederherstellungsdatei',
    passphrase: 'Passphrase',
    action: 'Wiederherstellen',
    working: 'Wird geöffnet …',
    instead: 'Stattdessen neu anfangen',
    noFile: 'Bitte wähle zuerst die Datei aus.',
    not_a_recovery_file: 'Das ist keine Wiederherstellungsdatei von CallVault, oder sie ist beschädigt.',
    wrong_passphrase: 'Die Passphrase öffnet diese Datei nicht.',
  },

  nav: { label: 'Hauptnavigation', chats: 'Chats', calls: 'Anrufe', people: 'Leute', settings: 'Einstellungen' },

  connection: {
    connecting: 'Verbindet …',
    offline: 'Du bist offline. Was du schreibst, bleibt hier und geht hinaus, wenn du wieder da bist.',
    waiting: 'Keine Verbindung.',
    again: (seconds) => `Weiter in ${seconds} s`,
    back: 'Wieder verbunden.',
    retry: 'Jetzt versuchen',
    stopped: {
      superseded: { text: 'Dieses Gerät ist woanders verbunden, vielleicht in einer Kopie dieses Browsers.', action: 'Hier benutzen' },
      revoked: {
        text: 'Dieses Gerät wurde von deinem Schlüssel getrennt. Es bekommt keine Anrufe und Nachrichten mehr; nimm ein anderes deiner Geräte.',
        action: 'Noch einmal',
      },
      account_deleted: {
        text: 'Dein Konto wurde gelöscht. Was dieser Browser noch davon hat, ließ sich nicht entfernen.',
        action: 'Noch einmal',
      },
      not_authenticated: {
        text: 'Der Server hat den Schlüssel dieses Geräts nicht angenommen. Versuche es noch einmal oder frage, wer den Server betreibt.',
        action: 'Noch einmal',
      },
      clock_skew: { text: 'Die Uhr dieses Geräts geht falsch. Stelle Datum und Zeit auf automatisch und versuche es dann noch einmal.', action: 'Noch einmal' },
      malformed: { text: 'Diese Seite und der Server verstehen einander nicht. Lade die Seite neu.', action: 'Neu laden' },
    },
  },

  error: (code) => errors[code] ?? 'Das hat nicht geklappt. Bitte versuche es gleich noch einmal.',
};
