import type { Words } from '..';
import { isolated } from '../isolated';

export const devices: Pick<Words, 'devices' | 'linkDevice' | 'newDevice'> = {
  devices: {
    list: 'Deine Geräte',
    own: 'Dieses Gerät',
    holdsKey: 'Hat deinen Schlüssel',
    since: (date) => `Verknüpft am ${date}`,
    unnamed: 'Ein Gerät ohne Namen',
    more: (name) => `Mehr zu ${isolated(name)}`,
    link: 'Gerät verknüpfen',
    about: 'Anrufe klingeln auf allen deinen Geräten, und Nachrichten sind auf jedem da.',
    cannot: (holders) =>
      holders === ''
        ? 'Verknüpft und entfernt werden Geräte auf dem, das deinen Schlüssel hat.'
        : `Dieses Gerät wurde verknüpft. Verknüpft und entfernt werden Geräte auf dem, das deinen Schlüssel hat: ${isolated(holders)}.`,
    failed: 'Deine Geräte ließen sich nicht lesen.',
    again: 'Noch einmal',
    rename: 'Namen ändern',
    name: 'Name des Geräts',
    nameHint: 'Du siehst ihn auf allen deinen Geräten, sonst niemand.',
    remove: 'Gerät entfernen',
    sureRemove: (name) => `${isolated(name)} entfernen?`,
    sureRemoveText:
      'Innerhalb einer Minute ist es abgemeldet und bekommt keine Anrufe und Nachrichten mehr; ein Anruf, in dem es ist, endet. Was es schon hat, bleibt darauf. Um es wieder zu benutzen, verknüpfe es neu.',
    sureRemoveHolderText:
      'Innerhalb einer Minute ist es abgemeldet; ein Anruf, in dem es ist, endet. Aber es hat deinen Schlüssel selbst: Wer das Gerät oder die Wiederherstellungsdatei hat, kann als anderes Gerät zurückkommen. Ist es in falschen Händen, fang mit einem anderen Schlüssel neu an.',
    removeAction: 'Entfernen',
    checkLabel: (digits) => `Prüfnummer: ${digits}`,
  },

  linkDevice: {
    title: 'Gerät verknüpfen',
    openThere: 'Öffne diese Seite auf dem neuen Gerät.',
    chooseThere: 'Wähle dort „Ich benutze CallVault schon auf einem anderen Gerät“.',
    readHere: 'Scanne den Code, den es zeigt, oder gib ihn hier ein.',
    scan: 'Code scannen',
    code: 'Code des neuen Geräts',
    codeHint: 'Zehn Buchstaben und Ziffern. Groß oder klein ist gleich.',
    badCode: 'Ein Code hat zehn Buchstaben und Ziffern. Vergleiche ihn mit dem neuen Gerät.',
    go: 'Weiter',
    looking: 'Das Gerät wird gesucht …',
    compare: 'Zeigt das neue Gerät diese Nummer?',
    warning: 'Verknüpfe nur ein Gerät, das du selbst in der Hand hast. Es kann dann als du anrufen, lesen und schreiben.',
    admit: 'Gleich: verknüpfen',
    working: 'Wird verknüpft …',
    refuse: 'Nicht gleich',
    done: (name) => `${isolated(name)} ist verknüpft`,
    doneText: 'Mach dort weiter. Bis es das merkt, kann es einige Sekunden dauern.',
    toDevices: 'Zu deinen Geräten',
    unknown: 'Mit diesem Code wartet kein Gerät. Codes gelten zehn Minuten; prüfe ihn oder zeige dort einen neuen.',
    used: 'Dieser Code wurde schon benutzt. Zeige auf dem neuen Gerät einen neuen.',
    swapped: 'Der Schlüssel, den der Server nennt, ist nicht der im Code. Vielleicht ist jemand dazwischen. Verknüpfe das Gerät nicht; frage, wer den Server betreibt.',
    tooMany: 'Mehr Geräte gehen nicht. Entferne zuerst eines.',
    another: 'Anderer Code',
    notHere: 'Nicht von diesem Gerät aus',
    notHereText: 'Dieses Gerät wurde selbst verknüpft. Öffne den Code auf dem Gerät, das deinen Schlüssel hat; welches das ist, steht unter Einstellungen, Geräte.',
  },

  newDevice: {
    title: 'Dieses Gerät verknüpfen',
    opening: 'Ein Schlüssel für dieses Gerät entsteht …',
    open: 'Öffne auf dem Gerät, das du schon benutzt: Einstellungen, Geräte, Gerät verknüpfen.',
    scan: 'Scanne damit diesen Code.',
    codeLabel: 'QR-Code, um dieses Gerät zu verknüpfen',
    typed: 'Oder gib ihn dort ein:',
    compare: 'Vergleiche diese Nummer. Sie muss auf beiden gleich sein.',
    waiting: 'Wartet auf dein anderes Gerät. Der Code gilt zehn Minuten.',
    linked: 'Verknüpft',
    isItYou: 'Bist du das? Nur dann mach weiter.',
    accept: 'Ja, weiter',
    notMe: 'Nein, von vorn',
    expired: 'Dieser Code ist abgelaufen.',
    badCertificate: 'Was zurückkam, war nicht für dieses Gerät. Fang von vorn an; geschieht es noch einmal, frage, wer den Server betreibt.',
    again: 'Neuen Code zeigen',
    cancel: 'Stattdessen neu anfangen',
  },
};
