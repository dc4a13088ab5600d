import { createContext } from 'react';
import type { Link } from '../../protocol';
import { DeviceBook } from '../deviceBook';
import { type Adopt, NewDevice } from '../newDevice';

/** How the list of devices is made; tests and the gallery have one without a server. */
export const DeviceBookContext = createContext<
  (link: Link) => Pick<DeviceBook, 'getSnapshot' | 'subscribe' | 'load' | 'rename' | 'remove' | 'find' | 'admit'>
>((link) => new DeviceBook(link));

/** How a device asks to be one of somebody's; likewise. */
export const NewDeviceContext = createContext<(adopt: Adopt) => Pick<NewDevice, 'getSnapshot' | 'subscribe' | 'start' | 'accept' | 'dispose'>>(
  (adopt) => new NewDevice(adopt),
);
