import type { ReactNode } from 'react';
import { Avatar } from '../../ui/Avatar';
import { whoOf } from '../say';

interface Props {
  readonly party: { readonly name?: string; readonly peer: string };
  readonly size?: 'm' | 'l' | 'xl';
  readonly children?: ReactNode;
}

/** The other of a call, and what there is to say about it. */
export function Who({ party, size = 'xl', children }: Props) {
  const who = whoOf(party);
  return (
    <div className="call-who">
      <Avatar name={who} address={party.peer} size={size} />
      <p className="call-name" dir="auto">
        {who}
      </p>
      {children}
    </div>
  );
}
