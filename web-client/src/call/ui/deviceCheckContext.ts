import { createContext } from 'react';
import { browserCheckTools } from '../checkTools';
import { DeviceCheck } from '../deviceCheck';

/** How a check is made; tests and the gallery have one without devices. */
export const DeviceCheckContext = createContext<() => Pick<DeviceCheck, 'getSnapshot' | 'subscribe' | 'start' | 'choose' | 'playTone' | 'dispose'>>(
  () => new DeviceCheck(browserCheckTools),
);
