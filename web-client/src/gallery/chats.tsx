import type { ConversationSummary } from '../chat/db';
import { NOW, me, somebody } from './cast';
import type { Entries } from './entry';
import { Page } from './session';

const TALK = ['See you at eight.', 'Did the seeds arrive?', 'Photos are coming tonight', '👍', 'The train is late again, start without me', 'ok'];

function summary(number: number, more: Partial<ConversationSummary> = {}): ConversationSummary {
  const { address } = somebody(number);
  const at = NOW - number * 3_700_000;
  const conversation = `dm:${number}`;
  const from = number % 2 === 0 ? address : me().address;
  const to = number % 2 === 0 ? me().address : address;
  return {
    conversation, peer: address, from: 1, upTo: 3, lastSeq: 3, lastAt: at, unread: 0, readUpTo: 3, readSentUpTo: 3, deliveredSentUpTo: 3,
    peerDeliveredUpTo: 3, peerReadUpTo: 3, waiting: undefined,
    last: { message: `m${number}`, conversation, seq: 3, from, to, clientId: `c${number}`, kind: 'text', body: TALK[number % TALK.length] ?? '', attachments: [], at },
    ...more,
  };
}

export const chats: Entries = {
  'chats/loading': { at: { screen: 'chats' }, draw: () => <Page /> },
  'chats/empty': { at: { screen: 'chats' }, draw: () => <Page scene={{ chats: [], people: [] }} /> },
  'chats/some': {
    at: { screen: 'chats' },
    draw: () => (
      <Page
        scene={{
          chats: [summary(0, { unread: 2, readUpTo: 1 }), summary(1), summary(2, { unread: 100 }), summary(3), summary(4), summary(5)],
          typing: [somebody(3).address],
        }}
      />
    ),
  },
};
