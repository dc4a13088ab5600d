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
