const GROUPS = 12;
const BYTES_PER_GROUP = 5;

/**
 * Twelve groups of five digits that two people compare; either side computes the same (docs/protocol.md, "Where the page
 * above is silent"). It follows from the addresses alone, so it changes only with somebody's key.
 */
export async function safetyNumberOf(one: string, other: string): Promise<string[]> {
  const [lower, higher] = one < other ? [one, other] : [other, one];
  const text = new TextEncoder().encode(`callvault-safety-number\n${lower}\n${higher}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-512', text));
  return Array.from({ length: GROUPS }, (_, group) => {
    const bytes = digest.subarray(group * BYTES_PER_GROUP, (group + 1) * BYTES_PER_GROUP);
    // 40 bits: more than the bit operators take, less than what a number holds exactly.
    const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    return String(value % 100_000).padStart(5, '0');
  });
}
