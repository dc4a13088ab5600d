import { plainKeyOf } from '../app/plainKey';

/** Keys of a call, as long as nobody is writing. What they do is named in the words. */
export const CALL_SHORTCUTS = [
  { key: 'm', does: 'mute' },
  { key: 'v', does: 'camera' },
  { key: 'Escape', does: 'minimise' },
] as const;

type CallAction = (typeof CALL_SHORTCUTS)[number]['does'];

/** What a key asks of the call; undefined where it asks nothing. */
export function callActionOf(event: KeyboardEvent): CallAction | undefined {
  const pressed = plainKeyOf(event);
  return CALL_SHORTCUTS.find(({ key }) => key === pressed || key === pressed?.toLowerCase())?.does;
}
