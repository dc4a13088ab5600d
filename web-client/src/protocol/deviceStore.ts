import Dexie, { type EntityTable } from 'dexie';
import type { Identity } from './identity';

/** Who this browser is: one person, one device. */
export interface Profile extends Identity {
  readonly name: string;
  /** UUID of this device under the person's key. */
  readonly device: string;
}

interface Row extends Profile {
  id: 'me';
  /** The highest `conn` that was ever handed out. */
  conn: number;
}

/** The identity, the device id and the rising `conn`, kept in IndexedDB of this origin. */
export class DeviceStore {
  readonly #db: Dexie & { me: EntityTable<Row, 'id'> };

  constructor(name = 'callvault-device') {
    // Strict: a power cut must not take back a `conn` that was already used.
    const db = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Dexie & { me: EntityTable<Row, 'id'> };
    db.version(1).stores({ me: 'id' });
    this.#db = db;
  }

  load(): Promise<Profile | undefined> {
    return this.#db.me.get('me');
  }

  /** Keeps a new identity, under a new device id unless its certificate names one; refuses to overwrite one. */
  async create({ address, key, cert }: Identity, name: string, device: string = crypto.randomUUID()): Promise<Profile> {
    const profile: Profile = { address, key, ...(cert === undefined ? {} : { cert }), name, device };
    await this.#db.me.add({ ...profile, id: 'me', conn: 0 });
    return profile;
  }

  async rename(name: string): Promise<void> {
    await this.#db.me.update('me', { name });
  }

  /**
   * The next `conn`, stored before it is returned, so that none is ever used twice. It is at least the time in
   * seconds: where a browser restored an older profile, the number still rises above what the server has seen.
   */
  nextConn(): Promise<number> {
    return this.#db.transaction('rw', this.#db.me, async () => {
      const row = await this.#db.me.get('me');
      if (!row) throw new Error('no identity on this device');
      const conn = Math.max(row.conn + 1, Math.floor(Date.now() / 1000));
      await this.#db.me.update('me', { conn });
      return conn;
    });
  }

  /** The key is gone for good. */
  delete(): Promise<void> {
    return this.#db.delete();
  }

  close(): void {
    this.#db.close();
  }
}
