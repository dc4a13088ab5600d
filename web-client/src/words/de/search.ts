import type { Words } from '..';

export const search: Pick<Words, 'search'> = {
  search: {
    field: 'In dieser Unterhaltung suchen',
    open: 'Suchen',
    withinTitle: 'Finde, was geschrieben wurde',
    withinText: 'Tippe ein Wort, oder wie es anfängt. Gesucht wird in allem, was ihr beide je geschrieben habt.',
    conversations: 'Unterhaltungen',
    people: 'Leute',
    messages: 'Nachrichten',
    none: 'Nichts gefunden',
    noneFor: (query) => `In keinem Namen und keiner Nachricht steht „${query}“.`,
    noneWithin: (query) => `In keiner Nachricht dieser Unterhaltung steht „${query}“.`,
    noMessages: 'In keiner Nachricht stehen diese Wörter.',
    offline: 'Die Suche braucht eine Verbindung. Gezeigt wird, was auf diesem Gerät ist.',
    failed: 'Die Nachrichten konnten nicht durchsucht werden.',
    again: 'Noch einmal versuchen',
    more: 'Mehr zeigen',
    loading: 'Mehr kommen …',
    busy: 'Sucht …',
    you: 'Du:',
    counted: (names, messages, more) =>
      `${names === 0 ? '' : names === 1 ? '1 Name, ' : `${names} Namen, `}${more ? `die neuesten ${messages} Nachrichten` : messages === 1 ? '1 Nachricht' : `${messages} Nachrichten`}`,
  },
};
