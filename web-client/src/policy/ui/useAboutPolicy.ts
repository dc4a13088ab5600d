import type { SettingsSection } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import { type Policy, WHO_MAY_RING } from '../policy';
import { quietAt } from '../quiet';
import { sayQuiet } from './says';
import { useNow } from './useNow';

/** What the list of settings says of those that stand in the policy: how they are, once that was read. */
export function useAboutPolicy(): Partial<Record<SettingsSection, string>> {
  const { policies } = useSession();
  const { policy } = useStore(policies);
  const now = useNow();
  return policy ? aboutOf(policy, now) : {};
}

function aboutOf(policy: Policy, now: number): Partial<Record<SettingsSection, string>> {
  const who = WHO_MAY_RING.find((each) => each === policy.whoMayRing);
  return {
    quiet: sayQuiet(quietAt(policy, now), policy, now),
    hours: policy.hours.on ? words.hours.inForce : words.hours.off,
    ...(who ? { reach: words.reach.whoOptions[who].label } : {}),
  };
}
