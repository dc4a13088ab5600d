/** So slow that nobody finds another key with the same number in the ten minutes that a code lives. */
const ITERATIONS = 200_000;
const GROUPS = 3;
const DIGITS = 3;

/**
 * Three groups of three digits that both devices show for the new one's key (docs/protocol.md, "Devices"): a server that
 * swapped the key on the way could not keep the number.
 */
export async function checkNumberOf(key: string, device: string): Promise<string[]> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const secret = await crypto.subtle.importKey('raw', bytes(`${key}\n${device}`), 'PBKDF2', false, ['deriveBits']);
  const derived = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: bytes('callvault-link'), iterations: ITERATIONS },
    secret,
    64,
  );
  const value = new DataView(derived).getBigUint64(0) % 10n ** BigInt(GROUPS * DIGITS);
  const digits = value.toString().padStart(GROUPS * DIGITS, '0');
  return Array.from({ length: GROUPS }, (_, group) => digits.slice(group * DIGITS, (group + 1) * DIGITS));
}
