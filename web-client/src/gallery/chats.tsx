import type { ConversationSummary, OutboxRow } from '../chat/db';
import { me, NOW, somebody } from './cast';
import { askForMenu, Does } from './Does';
import type { Entries } from './entry';
import { Page } from './session';

const TALK = ['See you at eight.', 'Did the seeds arrive?', 'Photos are coming tonight', '👍', 'The train is late again, start without me', 'ok'];

function summary(number: number, more: Partial<ConversationSummary> = {}, last: Partial<ConversationSummary['last']> = {}): ConversationSummary {
  const { address } = somebody(number);
  const at = NOW - number * number * 3_700_000;
  const conversation = `dm:${number}`;
  const from = number % 2 === 0 ? address : me().address;
  const to = number % 2 === 0 ? me().address : address;
  return {
    conversation, peer: address, from: 1, upTo: 3, lastSeq: 3, lastAt: at, unread: 0, readUpTo: 3, readSentUpTo: 3, deliveredSentUpTo: 3,
    peerDeliveredUpTo: 3, peerReadUpTo: 3, waiting: undefined,
    last: {
      message: `m${number}`, conversation, seq: 3, from, to, clientId: `c${number}`, kind: 'text', body: TALK[number % TALK.length] ?? '',
      attachments: [], at, ...last,
    },
    ...more,
  };
}

function onItsWay(number: number, body: string, failed?: string): OutboxRow {
  const { address } = somebody(number);
  return {
    place: 1, clientId: `w${number}`, conversation: `dm:${number}`, at: NOW, frame: { type: 'msg:send', to: address, clientId: `w${number}`, kind: 'text', body },
    ...(failed === undefined ? {} : { failed }),
  };
}

export const some = () => [
  summary(0, { unread: 2, readUpTo: 1 }),
  summary(1),
  summary(2, { unread: 100 }),
  summary(3, { peerReadUpTo: 1 }),
  summary(4),
  summary(5, { peerReadUpTo: 1, peerDeliveredUpTo: 1 }),
  summary(6, {}, { kind: 'call', body: '' }),
  summary(7, { waiting: onItsWay(7, 'I will be in the garden') }),
];

const LONG = 'A message that would not end even if the line were three times as long as it is, and then some more of it';

export const chats: Entries = {
  'chats/loading': { at: { screen: 'chats' }, draw: () => <Page /> },
  'chats/empty': { at: { screen: 'chats' }, draw: () => <Page scene={{ chats: [], people: [] }} /> },
  'chats/some': { at: { screen: 'chats' }, draw: () => <Page scene={{ chats: some(), typing: [somebody(3).address] }} /> },
  'chats/draft': {
    at: { screen: 'chats' },
    draw: () => <Page scene={{ chats: some(), drafts: { [somebody(1).address]: 'Yes, and the', [somebody(4).address]: 'Then we meet at the' } }} />,
  },
  'chats/muted': {
    at: { screen: 'chats' },
    draw: () => (
      <Page scene={{ chats: some().map((each, at) => ({ ...each, ...(at % 2 === 0 && at < 4 && { mutedUntil: NOW + 3_600_000 }), archived: at > 5 })) }} />
    ),
  },
  'chats/archived': {
    at: { screen: 'archived' },
    draw: () => <Page scene={{ chats: some().map((each, at) => (at > 4 ? { ...each, archived: true } : each)) }} />,
  },
  'chats/archived-nothing': { at: { screen: 'archived' }, draw: () => <Page scene={{ chats: some() }} /> },
  'chats/row-menu': {
    at: { screen: 'chats' },
    draw: () => (
      <Page scene={{ chats: some() }}>
        <Does act={() => askForMenu('.chat-rows li:nth-child(2) a')} />
      </Page>
    ),
  },
  'chats/failed': {
    at: { screen: 'chats' },
    draw: () => <Page scene={{ chats: [summary(0, { waiting: onItsWay(0, 'Are you there?', 'forbidden') }), ...some().slice(1)] }} />,
  },
  'chats/changes': {
    at: { screen: 'chats' },
    draw: () => {
      const late: OutboxRow = { ...onItsWay(3, '', 'edit_window_over'), frame: { type: 'msg:edit', to: somebody(3).address, clientId: 'w3', target: 'm3', body: 'At half past seven' } };
      return (
        <Page
          scene={{
            chats: [
              summary(0, {}, { body: undefined }),
              summary(1, { reaction: { seq: 4, target: 'm1', emoji: '🎉' } }),
              summary(2, {}, { editedAt: NOW }),
              summary(3, { waiting: late }),
              summary(5, {}, { body: undefined }),
            ],
          }}
        />
      );
    },
  },
  'chats/long-names': {
    at: { screen: 'chats' },
    draw: () => (
      <Page
        scene={{
          people: [0, 1, 2, 3].map((number) => ({
            ...somebody(number),
            name: ['Wolfeschlegelsteinhausenbergerdorff-Llanfairpwllgwyngyllgogerychwyrn', 'The whole choir of Saint Mary Magdalene', 'נועה לוי', '🦊🌲🌙✨'][number] ?? '',
          })),
          chats: [
            summary(0, { unread: 100 }, { body: LONG }),
            summary(1, {}, { body: LONG }),
            summary(2, { unread: 1 }, { body: 'שלום, מה שלומך היום?' }),
            summary(3, {}, { body: 'مرحبا، كيف حالك؟' }),
            summary(4, {}, { body: 'a'.repeat(200) }),
          ],
        }}
      />
    ),
  },
};
