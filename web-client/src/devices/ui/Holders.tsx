import { use, useEffect, useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import type { DeviceEntry } from '../deviceBook';
import { DeviceBookContext } from './deviceContexts';

/** Says something with the names of the devices that hold the key; empty until they were read. */
export function Holders({ say }: { say: (names: string) => string }) {
  const { link } = useSession();
  const create = use(DeviceBookContext);
  const [book] = useState(() => create(link));
  const { devices } = useStore(book);
  useEffect(() => void book.load(), [book]);
  return say(holders(devices));
}

/** The names of those that hold the key, where the person can go to change something. */
export const holders = (devices: readonly DeviceEntry[] | undefined): string =>
  devices?.filter((each) => !each.linked).map((each) => each.name ?? words.devices.unnamed).join(', ') ?? '';
