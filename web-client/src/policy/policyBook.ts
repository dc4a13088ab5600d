import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import { type Link, WireError } from '../protocol';
import type { ErrorCode } from '../protocol/errors';
import { type Edit, type Policy, read, type Stored, written } from './policy';

export interface PolicyState {
  /** As it is once everything that was changed here is stored; undefined until it was read. */
  readonly policy: Policy | undefined;
  /** It could not be read from the server. */
  readonly unread: boolean;
  readonly saving: boolean;
  /** What was changed here is not stored, for this reason; it is kept until the person tries again or lets it go. */
  readonly problem: ErrorCode | undefined;
  /** Another device was first: `policy` is what holds, and what was changed here is kept aside until the person decides. */
  readonly aside: boolean;
}

/** The person's policy as screens see it. No method rejects: what happened is in the state. */
export interface Policies extends Store<PolicyState> {
  load(): Promise<void>;
  change(edit: Edit): void;
  /** After a problem: once more. After a conflict: what was changed here, on what holds now. */
  again(): void;
  /** After either: what was changed here is let go. */
  drop(): void;
}

const NOTHING: readonly Edit[] = [];
/** What a person has read is told once their policy says how. */
const AGAIN_MS = 10_000;

/**
 * Reads the policy after each `ready`, and writes it whole, with the version that it was read with. One write is under way
 * at a time; what is changed meanwhile goes with the next. Edits are functions, so that they can be made anew on what another
 * device has written, but only the person says whether they should.
 */
export class PolicyBook implements Policies {
  readonly #link: Link;
  readonly #listeners = new Listeners();
  readonly #stop: () => void;
  #stored: Stored | undefined;
  /** Made here and not stored yet, in their order. */
  #edits = NOTHING;
  #aside = NOTHING;
  #unread = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  #saving = false;
  #problem: ErrorCode | undefined;
  #retryable = false;
  #state: PolicyState = { policy: undefined, unread: false, saving: false, problem: undefined, aside: false };

  constructor(link: Link) {
    this.#link = link;
    this.#stop = link.onReady(() => this.#ready());
    if (link.state.phase === 'ready') this.#ready();
  }

  getSnapshot = (): PolicyState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  load = async (): Promise<void> => {
    try {
      const found = await this.#fetch();
      // An answer that a change of our own has overtaken on the way is older than what we have.
      if (found.policy.version >= (this.#stored?.policy.version ?? 0)) this.#stored = found;
      this.#unread = false;
    } catch {
      // What was read before still stands there; whoever changes it on an old version is told.
      this.#unread = this.#stored === undefined;
      clearTimeout(this.#again);
      if (this.#unread && this.#link.state.phase === 'ready') this.#again = setTimeout(() => void this.load(), AGAIN_MS);
    }
    this.#tell();
  };

  change = (edit: Edit): void => {
    this.#edits = [...this.#edits, edit];
    void this.#save();
  };

  again = (): void => {
    this.#edits = [...this.#edits, ...this.#aside];
    this.#aside = NOTHING;
    void this.#save();
  };

  drop = (): void => {
    this.#edits = NOTHING;
    this.#aside = NOTHING;
    this.#problem = undefined;
    this.#tell();
  };

  dispose(): void {
    this.#stop();
    clearTimeout(this.#again);
    this.#listeners.clear();
  }

  /** What waited for a connection goes now; else what other devices have changed meanwhile is read. */
  #ready(): void {
    if (this.#problem !== undefined && this.#retryable) void this.#save();
    else void this.load();
  }

  async #save(): Promise<void> {
    const stored = this.#stored;
    if (this.#saving || !stored) {
      this.#tell();
      return;
    }
    const sent = this.#edits;
    this.#saving = true;
    this.#problem = undefined;
    this.#tell();
    const done = await this.#sent(stored, sent);
    this.#saving = false;
    if (done && this.#edits.length > 0) await this.#save();
    else this.#tell();
  }

  async #sent(stored: Stored, edits: readonly Edit[]): Promise<boolean> {
    try {
      this.#stored = await this.#put(stored, edits);
      this.#edits = this.#edits.slice(edits.length);
      return true;
    } catch (error) {
      await this.#refused(error);
      return false;
    }
  }

  async #fetch(): Promise<Stored> {
    return read(await (await this.#link.fetchApi('/api/policy')).json());
  }

  async #put(stored: Stored, edits: readonly Edit[]): Promise<Stored> {
    const response = await this.#link.fetchApi('/api/policy', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(written(stored, { ...made(stored.policy, edits), version: stored.policy.version })),
    });
    return read(await response.json());
  }

  async #refused(error: unknown): Promise<void> {
    if (!(error instanceof WireError)) reportError(error);
    this.#problem = codeOf(error);
    this.#retryable = error instanceof WireError && error.retryable;
    if (this.#problem !== 'conflict') return;
    try {
      this.#stored = await this.#fetch();
      // A write of our own whose answer was lost is no other device's: what it was to change is so already.
      if (!isSame(made(this.#stored.policy, this.#edits), this.#stored.policy)) this.#aside = [...this.#aside, ...this.#edits];
      this.#edits = NOTHING;
      this.#problem = undefined;
    } catch (again) {
      // Not told yet what holds: trying again comes here once more.
      this.#problem = codeOf(again);
      this.#retryable = true;
    }
  }

  #tell(): void {
    const { policy } = this.#stored ?? {};
    this.#state = {
      policy: policy && made(policy, this.#edits),
      unread: this.#unread,
      saving: this.#saving,
      problem: this.#problem,
      aside: this.#aside.length > 0,
    };
    this.#listeners.tell();
  }
}

const made = (policy: Policy, edits: readonly Edit[]): Policy => edits.reduce((before, edit) => edit(before), policy);

/** Reading puts the members in one order. */
const isSame = (one: Policy, other: Policy): boolean => JSON.stringify(read(one).policy) === JSON.stringify(read(other).policy);

const codeOf = (error: unknown): ErrorCode => (error instanceof WireError ? error.code : 'internal');
