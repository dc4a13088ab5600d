import 'fake-indexeddb/auto';

// Browsers have it and Node does not: what is reported fails the test.
globalThis.reportError ??= (error: unknown) => {
  queueMicrotask(() => {
    throw error;
  });
};
