import type { Words } from '..';

export const people: Pick<Words, 'people' | 'add' | 'mine'> = {
  people: {
    title: 'Leute',
    add: 'Person hinzufügen',
    empty: 'Noch niemand hier.',
    remove: (name) => `${name} entfernen`,
    removeShort: 'Entfernen',
    sureRemove: (name) => `${name} von deinen Leuten entfernen? Die Unterhaltung bleibt.`,
    noName: 'Ohne Namen',
  },

  add: {
    title: 'Person hinzufügen',
    address: 'Adresse',
    addressHint: 'Füge den Link oder die Adresse ein. Sie beginnt mit call:',
    name: 'Name für die Person',
    submit: 'Person hinzufügen',
    working: 'Wird hinzugefügt …',
    bad: 'Das ist keine Adresse. Kopiere den ganzen Link oder die ganze Adresse und füge sie noch einmal ein.',
    self: 'Das ist deine eigene Adresse. Bitte die andere Person um ihre.',
    noName: 'Bitte gib der Person einen Namen.',
  },

  mine: {
    title: 'Dein Link',
    text: 'Wer ihn öffnet, kann dich hinzufügen, anrufen und dir schreiben.',
    address: 'Deine eigene',
    copy: 'Link kopieren',
    copyAddress: 'Adresse kopieren',
    copied: 'Kopiert',
    notCopied: 'Der Browser ließ uns nicht kopieren. Markiere den Text und kopiere ihn selbst.',
    share: 'Link teilen',
  },
};
