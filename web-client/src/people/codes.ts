import type { Route } from '../app/router';
import { linkCodeOf } from '../devices/linkCode';
import { invitationOf } from './invitation';

/** Where a code of ours leads: to a person, or to a device of one's own that waits to be linked. */
export type Led = Extract<Route, { screen: 'add' | 'link' }>;

/** Undefined for the code of something else. */
export function whereTo(text: string): Led | undefined {
  // Only as a whole link: ten letters alone may be anybody's.
  const link = text.includes('#/link/') ? linkCodeOf(text) : undefined;
  if (link) return { screen: 'link', ...link };
  const invitation = invitationOf(text);
  return invitation && { screen: 'add', address: invitation.address, name: invitation.name };
}
