const FIRST_MS = 5_000;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait before the next try: full jitter over 0 to 5 s, the range doubling to 30 s with each try that
 * failed. Full jitter, because thousands of devices lose a gateway at the same instant.
 */
export const reconnectDelayMs = (failures: number, random: () => number): number =>
  Math.floor(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10)));
