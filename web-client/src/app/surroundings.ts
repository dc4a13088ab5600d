/** What this page cannot do without, and does not find: a secure page, a browser new enough, its storage, or the rest of itself. */
export type Missing = 'secure_context' | 'browser' | 'storage' | 'page';

export async function missingOf(): Promise<Missing | undefined> {
  if (!isSecureContext) return 'secure_context';
  if (!('locks' in navigator) || !('indexedDB' in globalThis)) return 'browser';
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign']);
    return undefined;
  } catch {
    return 'browser';
  }
}
