import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useNames } from '../../people/ui/useNames';
import { Avatar } from '../../ui/Avatar';
import { Icon, type IconName } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import { missedBecause, type Outcome, outcomeOf, type PastCall, talkedMs } from '../history';
import { clock } from '../say';
import { StrangerMenu } from '../../policy/ui/StrangerMenu';
import { callTime } from './callTime';

const ICONS = {
  missed: 'missed',
  incoming: 'incoming',
  outgoing: 'outgoing',
  declined: 'incoming',
  elsewhere: 'incoming',
  unanswered: 'outgoing',
  cancelled: 'outgoing',
  refused: 'outgoing',
  broken: 'warning',
  asked: 'incoming',
  requested: 'outgoing',
  kept_out: 'block',
} satisfies Record<Outcome, IconName>;

/** One call that is over: who, what became of it, when; and the way to call back. */
export function CallRow({ past }: { past: PastCall }) {
  const { calls, contacts } = useSession();
  const name = useNames()(past.peer);
  const outcome = outcomeOf(past);
  const talked = talkedMs(past);
  const missed = outcome === 'missed';
  const because = missedBecause(past);
  return (
    <>
      <a className="row" href={hrefOf({ screen: 'person', address: past.peer })}>
        <Avatar name={name} address={past.peer} />
        <span className="row-text">
          <span className="row-line">
            <bdi className={missed ? 'row-title call-missed' : 'row-title'}>{name}</bdi>
          </span>
          <span className={missed ? 'call-outcome call-missed' : 'call-outcome'}>
            <span className="call-became">
              <Icon name={ICONS[outcome]} size={16} />
              <span>{because ? words.calls.because[because] : words.calls.outcomes[outcome]}</span>
            </span>
            {talked !== undefined && <span>· {clock(talked)}</span>}
          </span>
          <span className="call-when">
            <Icon name={past.media === 'video' ? 'video' : 'calls'} size={16} />
            <span className="visually-hidden">{words.call.kind(past.media)}</span>
            <time dateTime={new Date(past.startedAt).toISOString()}>{callTime(past.startedAt)}</time>
          </span>
        </span>
      </a>
      <IconButton icon="calls" label={words.calls.voice(name)} onClick={() => calls.place(past.peer, 'audio')} />
      <IconButton icon="video" label={words.calls.video(name)} onClick={() => calls.place(past.peer, 'video')} />
      {contacts.nameOf(past.peer) === undefined && <StrangerMenu address={past.peer} name={name} />}
    </>
  );
}
