import type { DeletedBy } from '../account/account';
import { eraseAll } from '../account/erasing';
import { ChatDb } from '../chat/db';
import { DeviceStore, type Profile } from '../protocol/deviceStore';
import { type Identity, identityOf, newSeed } from '../protocol/identity';
import { openRecovery, sealRecovery } from '../protocol/recoveryFile';
import { Listeners } from './listeners';
import { goInstead } from './router';
import { type Session, startSession } from './session';
import { missingOf, type Missing } from './surroundings';
import { TabLock } from './tabLock';
import type { Store } from './useStore';

export type AppState =
  | { phase: 'loading' }
  /** The page cannot work here, and why. */
  | { phase: 'unusable'; missing: Missing }
  /** `deleted`: there was an account, and it is gone with everything. */
  | { phase: 'welcome'; deleted?: DeletedBy }
  /** The identity is made and kept; the file can be had now and never again. */
  | { phase: 'recovery'; address: string }
  | { phase: 'elsewhere' }
  | { phase: 'running'; session: Session };

/** From an empty browser to a running session: who we are, and whether this tab is the one that holds the connection. */
export class AppStore implements Store<AppState> {
  readonly #listeners = new Listeners();
  #device: DeviceStore | undefined;
  #lock: TabLock | undefined;
  #session: Session | undefined;
  #db: ChatDb | undefined;
  #fresh: { seed: Uint8Array<ArrayBuffer>; profile: Profile } | undefined;
  #state: AppState = { phase: 'loading' };

  constructor() {
    void this.#start();
  }

  getSnapshot = (): AppState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Makes a person. Its seed is held until the recovery file is saved or declined, and then overwritten. */
  create = async (name: string): Promise<void> => {
    const seed = newSeed();
    const profile = await this.#keep(seed, name);
    this.#fresh = { seed, profile };
    this.#become({ phase: 'recovery', address: profile.address });
  };

  /** Takes a person over from a recovery file. Rejects with `RecoveryError`. */
  restore = async (content: string, passphrase: string, otherName: string): Promise<void> => {
    const { seed, name } = await openRecovery(content, passphrase);
    try {
      this.#proceed(await this.#keep(seed, name ?? otherName));
    } finally {
      seed.fill(0);
    }
  };

  /** Becomes one more device of somebody, by a key of its own which they have certified. */
  adopt = async (identity: Identity, name: string, device: string): Promise<void> => {
    this.#proceed(await this.#store(identity, name, device));
  };

  /** The recovery file of the person just made, as text. */
  sealRecovery = async (passphrase: string): Promise<string> => {
    if (!this.#fresh) throw new Error('the key cannot be exported any more');
    return sealRecovery(this.#fresh.seed, this.#fresh.profile, passphrase);
  };

  /** The file is saved, or not wanted. */
  finishRecovery = (): void => {
    const fresh = this.#fresh;
    this.#fresh = undefined;
    fresh?.seed.fill(0);
    if (fresh) this.#proceed(fresh.profile);
  };

  useHere = (): void => this.#lock?.takeOver();

  dispose(): void {
    this.#session?.dispose();
    this.#lock?.dispose();
    this.#device?.close();
    this.#db?.close();
    this.#listeners.clear();
  }

  async #start(): Promise<void> {
    const missing = await missingOf();
    if (missing) { this.#become({ phase: 'unusable', missing }); return; }
    try {
      this.#device = new DeviceStore();
      const profile = await this.#device.load();
      if (profile) this.#proceed(profile);
      else this.#become({ phase: 'welcome' });
    } catch (error) {
      reportError(error);
      this.#become({ phase: 'unusable', missing: 'storage' });
    }
  }

  async #keep(seed: Uint8Array<ArrayBuffer>, name: string): Promise<Profile> {
    return this.#store(await identityOf(seed), name);
  }

  async #store(identity: Identity, name: string, device?: string): Promise<Profile> {
    if (!this.#device) throw new Error('not started');
    const profile = await this.#device.create(identity, name, device);
    // Best effort: without it a browser short of space may throw the key away.
    void navigator.storage.persist().catch(() => false);
    return profile;
  }

  #proceed(profile: Profile): void {
    const lock = new TabLock();
    this.#lock = lock;
    const follow = () => void this.#follow(lock.getSnapshot(), profile.address);
    lock.subscribe(follow);
    follow();
  }

  async #follow(tab: ReturnType<TabLock['getSnapshot']>, address: string): Promise<void> {
    this.#session?.dispose();
    this.#session = undefined;
    if (tab !== 'held') { this.#become({ phase: tab === 'elsewhere' ? 'elsewhere' : 'loading' }); return; }
    // Read again: the other tab may have changed the name meanwhile.
    const profile = await this.#device?.load();
    if (!this.#device || this.#lock?.getSnapshot() !== 'held') return;
    // The other tab has erased everything meanwhile.
    if (!profile) { this.#leave('elsewhere'); return; }
    this.#db ??= new ChatDb(address);
    this.#session = startSession(profile, this.#device, this.#db, (by) => void this.#erase(by).catch(reportError));
    this.#become({ phase: 'running', session: this.#session });
  }

  /** The account is gone: nothing of it stays here. The lock is held until then, so that no other tab begins with what is left. */
  async #erase(by: DeletedBy): Promise<void> {
    this.#session?.dispose();
    this.#session = undefined;
    this.#become({ phase: 'loading' });
    await eraseAll(this.#db, this.#device);
    this.#leave(by);
  }

  #leave(deleted: DeletedBy): void {
    this.#lock?.dispose();
    this.#lock = undefined;
    this.#db = undefined;
    this.#device?.close();
    this.#device = new DeviceStore();
    goInstead({ screen: 'chats' });
    this.#become({ phase: 'welcome', deleted });
  }

  #become(state: AppState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
