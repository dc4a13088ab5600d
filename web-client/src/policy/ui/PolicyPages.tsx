import { Blocked } from './Blocked';
import { Hours } from './Hours';
import { Quiet } from './Quiet';
import { Reach } from './Reach';

/** The sections of the settings that are about who reaches this person, and when. */
export type PolicySection = 'reach' | 'quiet' | 'hours' | 'blocked';

export function PolicyPages({ section }: { section: PolicySection }) {
  switch (section) {
    case 'reach':
      return <Reach />;
    case 'quiet':
      return <Quiet />;
    case 'hours':
      return <Hours />;
    case 'blocked':
      return <Blocked />;
    default:
      return section satisfies never;
  }
}
