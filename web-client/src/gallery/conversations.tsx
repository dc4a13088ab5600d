import { SessionContext } from '../app/sessionContext';
import { Shell } from '../app/Shell';
import type { ConversationState } from '../chat/conversation';
import { type ConversationRow, emptyConversation, type OutboxRow } from '../chat/db';
import type { StandingMessage } from '../chat/standing';
import type { StoredMessage } from '../protocol';
import { me, NOW, somebody } from './cast';
import { some } from './chats';
import { appears, Does, press, stands } from './Does';
import type { Entries, Entry } from './entry';
import { movingConversation } from './movingConversation';
import { Page, POLICY, type Scene, sessionOf } from './session';

const DM = 'dm:gallery';
export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Whose it is, how many minutes ago, and what it says. */
export type Line = readonly [who: 'me' | 'them', minutesAgo: number, body: string, more?: Partial<StandingMessage>];

export const TALK: readonly Line[] = [
  ['them', 1_700, 'Good morning! Are we still on for Thursday?'],
  ['me', 1_694, 'Of course. I have the keys to the garden house.'],
  ['me', 1_694, 'And a cake, if the oven is kind.'],
  ['them', 1_660, '🎂'],
  ['them', 1_659, 'Then I bring coffee, the folding chairs, and whatever the tomatoes have come up with until then.'],
  ['me', 1_650, 'Perfect'],
  ['them', 46, 'Small thing: the 17:40 does not run this week. There is one at 17:12, or the bus.'],
  ['them', 46, 'I would take the bus, it stops at the gate.'],
  ['me', 41, 'The bus then. Shall I ask Emre whether he wants to come along?'],
  ['them', 38, 'Do! He has the better playlist anyway.'],
  ['me', 12, 'Asked. He says yes before I had finished the sentence.'],
  ['them', 9, 'Did the seeds arrive?'],
  ['me', 8, 'This morning. I put them on the sill.'],
];

export function messagesOf(lines: readonly Line[]): StandingMessage[] {
  const them = somebody(0).address;
  return lines.map(([who, minutesAgo, body, more], at) => ({
    message: `m${at + 1}`, conversation: DM, seq: at + 1, from: who === 'me' ? me().address : them, to: who === 'me' ? them : me().address,
    clientId: `c${at + 1}`, kind: 'text', body, attachments: [], at: NOW - minutesAgo * MINUTE, ...more,
  }));
}

export function stateOf(messages: readonly StandingMessage[], row: Partial<ConversationRow> = {}, waiting: readonly OutboxRow[] = []): ConversationState {
  const last = messages.at(-1)?.seq ?? 0;
  const marks = { upTo: last, lastSeq: last, readUpTo: last, peerDeliveredUpTo: last, peerReadUpTo: last };
  const quoted = new Map(messages.map((each) => [each.message, each]));
  return { messages, waiting, quoted, row: { ...emptyConversation(DM, somebody(0).address), ...marks, ...row }, hasEarlier: false };
}

export const onItsWay = (number: number, body: string, failed?: string): OutboxRow => ({
  place: number, clientId: `w${number}`, conversation: DM, at: NOW, frame: { type: 'msg:send', to: somebody(0).address, clientId: `w${number}`, kind: 'text', body },
  ...(failed === undefined ? {} : { failed }),
});

function many(count: number): StandingMessage[] {
  const said = TALK.map(([, , body]) => body);
  return messagesOf(
    Array.from({ length: count }, (_, at): Line => [at % 5 < 2 ? 'me' : 'them', (count - at) * 7, `${said[at % said.length] ?? ''} (${at + 1})`]),
  );
}

export const draw = (conversation: ConversationState | undefined, more: Scene = {}, act?: () => void | Promise<void>): Entry => ({
  at: { screen: 'chat', peer: somebody(0).address },
  draw: () => (
    <Page scene={{ chats: some(), ...more, conversation }}>
      {act && <Does act={act} />}
    </Page>
  ),
});

/** Made when it is looked at: the names are known only then, and fifty thousand are not made for each page. */
export const later = (make: () => Entry): Entry => ({ at: { screen: 'chat', peer: somebody(0).address }, draw: () => make().draw() });

const PARAGRAPH = 'We went along the river until the path ended, and then a little further, because somebody had heard of a place where you can sit under the old bridge and watch the boats. ';

export const PLACED = '.log:not(.unplaced)';
/** What to do with their newest message. */
export const THEIRS = 'li:nth-last-child(2) .turn.theirs .turn-more';

export const conversations: Entries = {
  'conversation/loading': draw(undefined),
  'conversation/empty': later(() => draw(stateOf([]))),
  'conversation/some': later(() => draw(stateOf(messagesOf(TALK), { peerReadUpTo: 11 }))),
  'conversation/unread': later(() => draw(stateOf(many(60), { readUpTo: 43 }))),
  'conversation/states': later(() =>
    draw(
      stateOf(
        messagesOf([['them', 20, 'Are you coming?'], ['me', 15, 'Read'], ['me', 12, 'Delivered'], ['me', 10, 'Sent']]),
        { peerReadUpTo: 2, peerDeliveredUpTo: 3 },
        [onItsWay(1, 'This one was refused', 'forbidden'), onItsWay(2, 'This one waits for the connection')],
      ),
    ),
  ),
  'conversation/long': later(() =>
    draw(stateOf(messagesOf([['them', 20, PARAGRAPH.repeat(9)], ['me', 15, `${'A line\n'.repeat(40)}The end`], ['them', 10, 'a'.repeat(3_000)]]))),
  ),
  'conversation/links': later(() =>
    draw(
      stateOf(
        messagesOf([
          ['them', 20, 'The plan is at https://allotments.example/plan/2026?plot=14#beds (the third one from the left).'],
          ['me', 15, 'And http://bücher.example/ä, as you said'],
          ['them', 12, `https://example.org/${'a-very-long-path/'.repeat(8)}`],
          ['them', 11, 'javascript:alert(1) is no link, nor is <a href="https://x.example">this</a>'],
        ]),
      ),
    ),
  ),
  'conversation/emoji': later(() => draw(stateOf(messagesOf([['them', 20, '🎉'], ['me', 15, '❤️ 👍🏽'], ['them', 12, '👨‍👩‍👧‍👦🦊🌲'], ['me', 11, '👍 ok']])))),
  'conversation/emoji-picker': later(() => draw(stateOf(messagesOf(TALK)), {}, () => press('.composer .icon'))),
  'conversation/missed-call': later(() =>
    draw(stateOf(messagesOf([...TALK.slice(0, 9), ['them', 20, '', { kind: 'call', media: 'audio' }], ['them', 18, '', { kind: 'call', media: 'video' }], ['me', 5, '', { kind: 'call', media: 'audio' }]]))),
  ),
  'conversation/unknown-kinds': later(() =>
    draw(
      stateOf(
        messagesOf(
          (['image', 'voice', 'video', 'file', 'hologram'] as StoredMessage['kind'][]).map(
            (kind, at): Line => [at === 1 ? 'me' : 'them', 30 - at, '', { kind }],
          ),
        ),
      ),
    ),
  ),
  'conversation/stranger': later(() => draw(stateOf(messagesOf([['them', 4, 'Hello, I found your card at the library. Is the bike still to be had?']])), { people: [] })),
  'conversation/left': later(() =>
    draw(
      stateOf(
        messagesOf([...TALK.map(([who, minutesAgo, body]): Line => [who, minutesAgo, body, who === 'them' ? { body: undefined } : {}]), ['them', 2, '', { kind: 'left' }]]),
        { left: true },
      ),
    ),
  ),
  'conversation/typing': later(() => draw(stateOf(messagesOf(TALK)), { typing: [somebody(0).address] })),
  'conversation/online': later(() => draw(stateOf(messagesOf(TALK)), { sight: { online: true } })),
  'conversation/last-seen': later(() => draw(stateOf(messagesOf(TALK)), { sight: { online: false, lastSeen: NOW - 47 * MINUTE } })),
  'conversation/no-receipts': later(() => draw(stateOf(messagesOf(TALK)), { policy: { policy: { ...POLICY, presence: false, receipts: false } } })),
  'conversation/bad-address': { at: { screen: 'chat', peer: 'call:0OIl' }, draw: () => <Page scene={{ chats: some() }} /> },
  'conversation/scrolled-up': later(() => draw(stateOf(many(200), { readUpTo: 195 }), { place: { key: '140', offsetPx: 12 } })),
  'conversation/draft': later(() => draw(stateOf(messagesOf(TALK)), { drafts: { [somebody(0).address]: 'Then I will bring\n- the blue blanket\n- two lamps' } })),
  'conversation/too-long': later(() => draw(stateOf(messagesOf(TALK)), { drafts: { [somebody(0).address]: PARAGRAPH.repeat(100) } })),
  'conversation/menu': later(() => draw(stateOf(messagesOf(TALK)), {}, async () => {
    await stands(PLACED);
    press(THEIRS);
    await appears('[role=menuitem]');
  })),
  'conversation/rtl': later(() =>
    draw(stateOf(messagesOf([['them', 2 * HOUR / MINUTE, 'שלום, מה שלומך היום?'], ['me', 20, 'مرحبا، كيف حالك؟'], ['them', 5, 'OK, מחר at 8?']]))),
  ),
  /** For tests of reading: `galleryConversation.arrives(text)` brings a message. */
  'conversation/moving': {
    at: { screen: 'chat', peer: somebody(0).address },
    draw: () => {
      const session = sessionOf({ chats: some() });
      const moving = movingConversation(somebody(0).address, many(1_000), me().address);
      Object.assign(globalThis, { galleryConversation: moving });
      return (
        <SessionContext value={{ ...session, chat: { ...session.chat, with: () => moving } }}>
          <Shell />
        </SessionContext>
      );
    },
  },
  'conversation/fifty-thousand': later(() => draw(stateOf(many(50_000)))),
};
