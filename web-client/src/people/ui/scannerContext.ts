import { createContext } from 'react';
import { Scanner } from '../scanner';
import { browserScanTools } from '../scanTools';

/** How a scanner is made; tests and the gallery have one without a camera. */
export const ScannerContext = createContext<() => Pick<Scanner, 'getSnapshot' | 'subscribe' | 'start' | 'watch' | 'readFile' | 'dispose'>>(
  () => new Scanner(browserScanTools),
);
