import type { Policy } from '../policy/policy';

interface Parts extends Partial<Omit<Policy, 'doNotDisturb' | 'hours'>> {
  readonly doNotDisturb?: Partial<Policy['doNotDisturb']>;
  readonly hours?: Partial<Policy['hours']>;
}

/** A policy as the server has it by default in Berlin, but for this. */
export const made = ({ doNotDisturb, hours, ...more }: Parts = {}): Policy => ({
  version: 0, timeZone: 'Europe/Berlin', whoMayRing: 'everybody', unknownCallers: 'ring', strangersLearn: 'nothing', blockAfterRejections: 0, presence: true, receipts: true,
  ...more,
  doNotDisturb: { on: false, weekly: [], secondCallRings: false, ...doNotDisturb },
  hours: { on: false, weekly: [], ...hours },
});
