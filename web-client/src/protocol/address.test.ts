import { describe, expect, test } from 'vitest';
import { bytesOf, vectors } from '../testing/vectors';
import { addressOf, conversationOf, isAddress, publicKeyOf } from './address';
import { fromBase58, toBase58 } from './base58';
import { identityOf } from './identity';

/** The eight points of low order, and encodings that are not canonical (RFC 8032, 5.1.3). */
const BAD_KEYS = {
  identity: '0100000000000000000000000000000000000000000000000000000000000000',
  'order two': 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'order four': '0000000000000000000000000000000000000000000000000000000000000000',
  'order four, negative': '0000000000000000000000000000000000000000000000000000000000000080',
  'order eight': '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'order eight, negative': '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'order eight, other': 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'order eight, other, negative': 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'identity, with a sign': '0100000000000000000000000000000000000000000000000000000000000080',
  'y of p + 1': 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'y above p': 'f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'not on the curve': '0200000000000000000000000000000000000000000000000000000000000000',
};

describe('addresses', () => {
  test.each([vectors.a, vectors.b])('a seed gives $address', async ({ seed, address }) => {
    const identity = await identityOf(bytesOf(seed));
    expect(identity.address).toBe(address);
    expect(identity.key.extractable).toBe(false);
    expect(addressOf(publicKeyOf(address)!)).toBe(address);
  });

  test.each(Object.entries(vectors.badAddresses))('%s is refused', (_, address) => {
    expect(isAddress(address)).toBe(false);
  });

  test.each(Object.entries(BAD_KEYS))('the key «%s» is refused', (_, hex) => {
    expect(isAddress(addressOf(bytesOf(hex)))).toBe(false);
  });

  test.each(['', 'call:', 'CALL:5Au7bKAMnQDUo2kNLQ521MD9M3LGReBSsL4mqKcwkDYQ', `${vectors.a.address}1`, ` ${vectors.a.address}`, `call:${'1'.repeat(100_000)}`])(
    'text %# is refused',
    (text) => {
      expect(isAddress(text)).toBe(false);
    },
  );

  test('the conversation is the same from either side', async () => {
    expect(await conversationOf(vectors.a.address, vectors.b.address)).toBe(vectors.conversation);
    expect(await conversationOf(vectors.b.address, vectors.a.address)).toBe(vectors.conversation);
  });
});

describe('base58', () => {
  test.each(['', '00', '0000', '00ff', '61', '626262', '516b6fcd0f', '000000000000000000'])('%s comes back', (hex) => {
    expect(fromBase58(toBase58(bytesOf(hex)))).toEqual(bytesOf(hex));
  });

  test('known text', () => {
    expect(toBase58(bytesOf('516b6fcd0f'))).toBe('ABnLTmg');
    expect(fromBase58('0OIl')).toBeUndefined();
  });
});
