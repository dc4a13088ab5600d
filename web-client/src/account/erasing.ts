import type { ChatDb } from '../chat/db';
import type { DeviceStore } from '../protocol/deviceStore';

/**
 * Takes away everything that this browser keeps of a person. The key goes last: a page that dies on the way learns at its next
 * connection that the account is gone, and erases the rest.
 */
export async function eraseAll(db: ChatDb | undefined, device: DeviceStore | undefined): Promise<void> {
  await db?.delete();
  localStorage.clear();
  sessionStorage.clear();
  if ('caches' in globalThis) await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await device?.delete();
}
