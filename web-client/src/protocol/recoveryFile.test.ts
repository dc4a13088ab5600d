import { describe, expect, test } from 'vitest';
import { identityOf, newSeed } from './identity';
import { openRecovery, sealRecovery } from './recoveryFile';

const seed = newSeed();
const { address } = await identityOf(seed);
const passphrase = 'correct horse battery staple';
const file = await sealRecovery(seed, { address, name: 'Ana' }, passphrase);
const changed = (change: (content: { kdf: object }) => object) => JSON.stringify(change(JSON.parse(file) as { kdf: object }));

describe('recovery file', () => {
  test('comes back with the passphrase', async () => {
    expect(await openRecovery(file, passphrase)).toEqual({ seed, name: 'Ana' });
  });

  test('the same passphrase in other code points opens it', async () => {
    const composed = await sealRecovery(seed, { address, name: 'Ana' }, 'caf\u00e9 au lait, bitte');
    await expect(openRecovery(composed, 'cafe\u0301 au lait, bitte')).resolves.toMatchObject({ name: 'Ana' });
  });

  test('does not hold the seed in the clear', () => {
    expect(file).not.toContain(Buffer.from(seed).toString('base64url'));
    expect(file).not.toContain(Buffer.from(seed).toString('hex'));
  });

  test('does not open with another passphrase', async () => {
    await expect(openRecovery(file, 'incorrect horse')).rejects.toMatchObject({ why: 'wrong_passphrase' });
  });

  test('does not open when its address was changed', async () => {
    const other = (await identityOf(newSeed())).address;
    await expect(openRecovery(changed((content) => ({ ...content, address: other })), passphrase)).rejects.toMatchObject({
      why: 'wrong_passphrase',
    });
  });

  test.each([
    ['no JSON', 'hello'],
    ['another JSON', '{"callvault":"backup"}'],
    ['a later version', changed((content) => ({ ...content, version: 2 }))],
    ['too few iterations', changed((content) => ({ ...content, kdf: { ...content.kdf, iterations: 1000 } }))],
    ['years of iterations', changed((content) => ({ ...content, kdf: { ...content.kdf, iterations: 1e12 } }))],
    ['no base64', changed((content) => ({ ...content, sealed: '***' }))],
  ])('%s is not one', async (_, content) => {
    await expect(openRecovery(content, passphrase)).rejects.toMatchObject({ why: 'not_a_recovery_file' });
  });
});
