/** What a developer may want to see in the console. Never a payload: types, codes and reasons only. */
export function debugMark(what: string, detail: string): void {
  // eslint-disable-next-line no-console
  console.debug(`callvault ${what}: ${detail}`);
}
