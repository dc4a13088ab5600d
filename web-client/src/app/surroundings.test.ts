import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { missingOf } from './surroundings';

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { locks: {} });
});

afterEach(() => vi.unstubAllGlobals());

describe('what the page cannot do without', () => {
  test('nothing is missing in a browser of today', async () => {
    expect(await missingOf()).toBeUndefined();
  });

  test('a page that is not secure, which has no crypto either', async () => {
    vi.stubGlobal('isSecureContext', false);
    vi.stubGlobal('crypto', {});
    expect(await missingOf()).toBe('secure_context');
  });

  test('a browser without Web Locks', async () => {
    vi.stubGlobal('navigator', {});
    expect(await missingOf()).toBe('browser');
  });

  test('a browser without Ed25519', async () => {
    vi.stubGlobal('crypto', { subtle: { generateKey: () => Promise.reject(new DOMException('', 'NotSupportedError')) } });
    expect(await missingOf()).toBe('browser');
  });
});
