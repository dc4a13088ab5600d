/** Enough of an address to tell two people apart by eye; never enough to identify one for sure. */
export function shortAddress(address: string): string {
  return `${address.slice(0, 11)}…${address.slice(-4)}`;
}
