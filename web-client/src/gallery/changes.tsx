import { me, NOW, somebody } from './cast';
import { draw, later, type Line, messagesOf, MINUTE, onItsWay, PLACED, stateOf, TALK, THEIRS } from './conversations';
import { appears, press, stands } from './Does';
import type { Entries } from './entry';

/** Of one's own newest message; it is young enough for everything. */
const MORE = 'li:last-child .turn.mine .turn-more';

async function choose(more: string, item: string): Promise<void> {
  await stands(PLACED);
  press(more);
  await appears(item);
  press(item);
}

/** That of the conversation, which opens by a key: a button that opens it by a press waits for a real one. */
async function openMenu(): Promise<void> {
  await stands(PLACED);
  document.querySelector('.chat-head > button:last-of-type')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await appears('[role=menuitem]');
}

const [REPLY, EDIT, UNSEND] = ['.menu-item:nth-child(2)', '.menu-item:nth-child(3)', '.menu-item:last-child'];

const ANSWERS: readonly Line[] = [
  ['them', 60, 'Which chairs do you mean, the green ones?'],
  ['me', 58, 'The green ones. The others have been in the rain since April and I would not sit on them even if somebody paid me for it, and you know that I like to be paid for sitting.'],
  ['them', 57, 'Green it is', { replyTo: 'm2' }],
  ['me', 20, 'And the cake?', { replyTo: 'm3' }],
  ['me', 19, 'Answering myself: yes, there is cake', { replyTo: 'm4' }],
  ['them', 15, '🎂', { replyTo: 'm5' }],
  ['them', 14, 'Like that time in spring', { replyTo: 'far above' }],
  ['them', 13, 'I would not know what this was about', { replyTo: 'm9' }],
  ['me', 12, '', { body: undefined }],
];

/** What is done to messages: answers, edits, taking back, reactions. */
export const changes: Entries = {
  'conversation/answers': later(() => draw(stateOf(messagesOf(ANSWERS)))),
  'conversation/reactions': later(() => {
    const [mine, theirs] = [me().address, somebody(0).address];
    return draw(
      stateOf(
        messagesOf([
          ['them', 40, 'We have strawberries! The first ones, and not a single snail.', { reactions: [{ from: mine, emoji: '😍' }] }],
          ['me', 35, 'I am on my way', { reactions: [{ from: theirs, emoji: '👍🏽' }] }],
          ['me', 34, 'ok', { reactions: [{ from: theirs, emoji: '❤️' }, { from: mine, emoji: '😂' }] }],
          ['them', 30, '🍓', { reactions: [{ from: mine, emoji: '🔥' }] }],
          ['them', 29, 'ok', { reactions: [{ from: theirs, emoji: '🙏' }, { from: mine, emoji: '👍' }] }],
          ['them', 28, 'Bring a bowl'],
        ]),
      ),
    );
  }),
  'conversation/edited': later(() => {
    const editedAt = NOW - 5 * MINUTE;
    return draw(
      stateOf(
        messagesOf([
          ['them', 40, 'Then at half past seven', { editedAt }],
          ['me', 35, 'Half past seven, at the gate', { editedAt, reactions: [{ from: somebody(0).address, emoji: '👍' }] }],
          ['them', 30, '', { body: undefined }],
          ['me', 29, '', { body: undefined }],
          ['me', 28, 'The message above was meant for somebody else'],
        ]),
      ),
    );
  }),
  'conversation/changes-waiting': later(() =>
    draw(
      stateOf(
        messagesOf([
          ['them', 40, 'Where are you?', { reactions: [{ from: me().address, emoji: '🙈' }] }],
          ['me', 10, 'Behind the second bridge', { editedAt: NOW, waits: true }],
          ['me', 9, '', { body: undefined }],
        ]),
        {},
        [onItsWay(1, 'There is no network here')],
      ),
    ),
  ),
  'conversation/changes-refused': later(() => {
    const change = (number: number, frame: object, failed: string) => {
      const row = onItsWay(number, '', failed);
      return { ...row, frame: { to: somebody(0).address, clientId: row.clientId, target: 'm2', ...frame } } as typeof row;
    };
    return draw(
      stateOf(messagesOf([['them', 4 * 24 * 60, 'When does it begin?'], ['me', 4 * 24 * 60 - 2, 'At seven'], ['them', 30, '', { body: undefined }]]), {}, [
        change(1, { type: 'msg:edit', body: 'At half past seven' }, 'edit_window_over'),
        change(2, { type: 'msg:unsend' }, 'edit_window_over'),
        change(3, { type: 'msg:react', emoji: '👍', target: 'm3' }, 'bad_state'),
      ]),
    );
  }),
  'conversation/menu-own': later(() =>
    draw(stateOf(messagesOf(TALK)), {}, async () => {
      await stands(PLACED);
      press(MORE);
      await appears('[role=menuitem]');
    }),
  ),
  'conversation/reaction-picker': later(() => draw(stateOf(messagesOf(TALK)), {}, () => choose(MORE, '.menu-emoji:last-child'))),
  'conversation/conversation-menu': later(() => draw(stateOf(messagesOf(TALK)), {}, openMenu)),
  'conversation/sure-to-clear': later(() =>
    draw(stateOf(messagesOf(TALK)), {}, async () => {
      await openMenu();
      press('.menu-item:last-child');
    }),
  ),
  'conversation/replying': later(() => draw(stateOf(messagesOf(TALK)), {}, () => choose(THEIRS, REPLY))),
  'conversation/editing': later(() => draw(stateOf(messagesOf(TALK)), {}, () => choose(MORE, EDIT))),
  'conversation/sure-to-delete': later(() => draw(stateOf(messagesOf(TALK)), {}, () => choose(MORE, UNSEND))),
};
