import 'fake-indexeddb/auto';
import { TextEncoder } from 'node:util';

// jsdom brings an encoder of another realm, whose arrays WebCrypto does not take.
globalThis.TextEncoder = TextEncoder as typeof globalThis.TextEncoder;

// Node does not have it. What is reported fails the test.
globalThis.reportError = (error: unknown) => {
  queueMicrotask(() => {
    throw error;
  });
};

// Node has neither storage nor window; what a test of plain stores touches at load needs to be there.
if (!('localStorage' in globalThis)) {
  const kept = new Map<string, string>();
  const storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear'> = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
  const page = new EventTarget();
  Object.assign(globalThis, {
    localStorage: storage,
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    dispatchEvent: page.dispatchEvent.bind(page),
  });
}
