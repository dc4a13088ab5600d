/** Finding conversations, people and messages. */
export const search = {
  search: {
    field: 'Search this conversation',
    open: 'Search',
    withinTitle: 'Find what was written',
    withinText: 'Type a word, or how it begins. All that the two of you have ever written is searched.',
    conversations: 'Conversations',
    people: 'People',
    messages: 'Messages',
    none: 'Nothing found',
    noneFor: (query: string) => `No name and no message has “${query}” in it.`,
    noneWithin: (query: string) => `No message of this conversation has “${query}” in it.`,
    noMessages: 'No message has these words.',
    offline: 'Search needs a connection. What is on this device is shown.',
    failed: 'Messages could not be searched.',
    again: 'Try again',
    more: 'Show more',
    loading: 'More are on their way…',
    busy: 'Searching…',
    you: 'You:',
    counted: (names: number, messages: number, more: boolean) =>
      `${names === 0 ? '' : names === 1 ? '1 name, ' : `${names} names, `}${more ? `the newest ${messages} messages` : messages === 1 ? '1 message' : `${messages} messages`}`,
  },
};
