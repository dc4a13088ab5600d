import { describe, expect, test } from 'vitest';
import { vectors } from '../testing/vectors';
import { invitationOf } from './invitation';

const { address } = vectors.b;
const link = `https://callvault.example/#/add/${address}?name=Zo%C3%AB+B.`;

describe('what people paste', () => {
  test.each([
    ['an address', address, ''],
    ['an address with space around it', `  ${address}\n`, ''],
    ['an address in a sentence', `This is me: ${address}.`, ''],
    ['a link', link, 'Zoë B.'],
    ['a link in a message', `Add me on CallVault:\n${link}\nSee you!`, 'Zoë B.'],
    ['a link without a name, at the end of a sentence', `Here it is (https://x.example/#/add/${address}).`, ''],
    ['the part of a link that a scanner left', `#/add/${address}`, ''],
  ])('%s', (_, pasted, name) => {
    expect(invitationOf(pasted)).toEqual({ address, name });
  });

  test.each(['', 'hello', 'https://example.org/', `${address}x`, `https://x.example/#/add/call:0OIl?name=Eve`, ...Object.values(vectors.badAddresses)])(
    '«%s» is no invitation',
    (pasted) => {
      expect(invitationOf(pasted)).toBeUndefined();
    },
  );
});
