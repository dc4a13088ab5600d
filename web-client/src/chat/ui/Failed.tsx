import { useAction } from '../../app/useAction';
import { Problem } from '../../ui/Field';
import { words } from '../../words';
import type { ConversationView } from '..';
import type { SequencedFrame } from '../db';
import { isFinal } from './deeds';
import type { WaitingRow } from './rows';

/** Why something of ours was refused, and what can be done about it. */
export function Failed({ row, code, conversation }: { row: WaitingRow; code: string; conversation: ConversationView }) {
  const { problem, run } = useAction();
  const { clientId, frame } = row.waiting;
  const isChange = frame.type !== 'msg:send';
  const sendAsNew = async (body: string) => {
    await conversation.sendText(body);
    await conversation.drop(clientId);
  };
  return (
    <div className="failure">
      <Problem text={problem ?? (isChange ? refusal(frame, code) : words.error(code))} />
      <p className="buttons">
        {frame.type === 'msg:edit' && isFinal(code) && code !== 'account_deleted' && (
          <button type="button" onClick={() => run(() => sendAsNew(frame.body))}>
            {words.conversation.sendAsNew}
          </button>
        )}
        {!(isChange && isFinal(code)) && code !== 'account_deleted' && (
          <button type="button" onClick={() => run(() => conversation.tryAgain(clientId))}>
            {words.conversation.tryAgain}
          </button>
        )}
        <button type="button" onClick={() => run(() => conversation.drop(clientId))}>
          {words.conversation.remove}
        </button>
      </p>
    </div>
  );
}

function refusal(frame: SequencedFrame, code: string): string {
  const { refused } = words.conversation;
  switch (code) {
    case 'edit_window_over':
      return frame.type === 'msg:unsend' ? refused.lateUnsend : refused.lateEdit;
    case 'bad_state':
      return refused.takenBack;
    case 'no_such_message':
      return refused.notThere;
    case 'forbidden':
      return refused.notYours;
    default:
      return words.error(code);
  }
}
