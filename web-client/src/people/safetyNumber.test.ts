import { describe, expect, test } from 'vitest';
import { vectors } from '../testing/vectors';
import { safetyNumberOf } from './safetyNumber';

const { a, b } = vectors;

describe('the safety number', () => {
  test('is the one of docs/protocol.md for the two addresses of the vectors', async () => {
    expect((await safetyNumberOf(a.address, b.address)).join(' ')).toBe(
      '55604 34149 89728 66405 52982 99354 22949 94746 67289 35627 80007 55572',
    );
  });

  test('is the same on both sides', async () => {
    expect(await safetyNumberOf(b.address, a.address)).toEqual(await safetyNumberOf(a.address, b.address));
  });

  test('is another with another key', async () => {
    expect(await safetyNumberOf(a.address, a.address)).not.toEqual(await safetyNumberOf(a.address, b.address));
  });
});
