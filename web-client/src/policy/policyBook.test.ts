import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WireError } from '../protocol';
import { FakeLink } from '../testing/fakeLink';
import { made } from '../testing/policies';
import { doNotDisturb, letRing, type Policy, secondCall } from './policy';
import { PolicyBook } from './policyBook';

/** A server with one policy, as docs/protocol.md has it: a write names the version that it is of; without one the last wins. */
class PolicyServer {
  policy: Policy = made({ version: 3 });
  refuse: WireError | undefined;

  serve = (_path: string, init?: RequestInit): object => {
    if (this.refuse) return this.refuse;
    if (init?.method !== 'PUT') return this.policy;
    const sent = JSON.parse(init.body as string) as Omit<Policy, 'version'> & { version?: number };
    if (sent.version !== undefined && sent.version !== this.policy.version) return new WireError('conflict', 'another device', false);
    return (this.policy = { ...sent, version: this.policy.version + 1 });
  };

  /** Another device of this person writes. */
  elsewhere(change: (policy: Policy) => Policy): void {
    this.policy = { ...change(this.policy), version: this.policy.version + 1 };
  }
}

let link: FakeLink;
let server: PolicyServer;
let book: PolicyBook;

beforeEach(async () => {
  link = new FakeLink('call:me');
  server = new PolicyServer();
  link.serve = server.serve;
  book = new PolicyBook(link);
  link.comesUp();
  await vi.waitFor(() => expect(book.getSnapshot().policy).toBeDefined());
});

afterEach(() => book.dispose());

const state = () => book.getSnapshot();
const settled = () => vi.waitFor(() => expect(state().saving).toBe(false));
const writes = () => link.fetched.filter(({ init }) => init?.method === 'PUT').length;

describe('the policy', () => {
  it('that could not be read is read a little later: what others learn of this person waits for it', async () => {
    book.dispose();
    vi.useFakeTimers();
    server.refuse = new WireError('unavailable', 'a moment', true);
    book = new PolicyBook(link);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(state()).toMatchObject({ policy: undefined, unread: true });
    server.refuse = undefined;
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(state()).toMatchObject({ policy: { version: 3 }, unread: false });
  });

  it('is written whole, with the version that was read', async () => {
    book.change(secondCall(true));
    expect(state()).toMatchObject({ saving: true, policy: { doNotDisturb: { secondCallRings: true } } });
    await settled();
    expect(server.policy).toMatchObject({ version: 4, doNotDisturb: { secondCallRings: true }, whoMayRing: 'everybody' });
    book.change(letRing('contacts'));
    await settled();
    expect(server.policy).toMatchObject({ version: 5, doNotDisturb: { secondCallRings: true }, whoMayRing: 'contacts' });
  });

  it('what is changed while a write is under way goes with the next one', async () => {
    book.change(secondCall(true));
    book.change(letRing('contacts'));
    book.change(doNotDisturb(true));
    expect(state().policy).toMatchObject({ whoMayRing: 'contacts', doNotDisturb: { on: true, secondCallRings: true } });
    await settled();
    expect(server.policy).toMatchObject({ whoMayRing: 'contacts', doNotDisturb: { on: true, secondCallRings: true } });
    expect(writes()).toBe(2);
  });

  it('that could not be read says so, and is read again', async () => {
    book.dispose();
    server.refuse = new WireError('unavailable', '', true);
    book = new PolicyBook(link);
    await vi.waitFor(() => expect(state().unread).toBe(true));
    server.refuse = undefined;
    await book.load();
    expect(state()).toMatchObject({ unread: false, policy: { version: 3 } });
  });
});

describe('where another device was first', () => {
  beforeEach(async () => {
    server.elsewhere(letRing('contacts'));
    book.change(doNotDisturb(true));
    await vi.waitFor(() => expect(state().aside).toBe(true));
  });

  it('its change holds and is shown, and what was changed here waits for the person', () => {
    expect(state()).toMatchObject({ saving: false, problem: undefined, policy: { whoMayRing: 'contacts', doNotDisturb: { on: false } } });
    expect(server.policy.doNotDisturb.on).toBe(false);
  });

  it('the person makes their change on top, and both hold', async () => {
    book.again();
    await settled();
    expect(server.policy).toMatchObject({ whoMayRing: 'contacts', doNotDisturb: { on: true } });
    expect(state().aside).toBe(false);
  });

  it('or leaves it, and nothing is written', () => {
    const before = writes();
    book.drop();
    expect(state()).toMatchObject({ aside: false, policy: { doNotDisturb: { on: false } } });
    expect(writes()).toBe(before);
  });

  it('or changes something else, and the first change still waits', async () => {
    book.change(secondCall(true));
    await settled();
    expect(server.policy.doNotDisturb).toMatchObject({ on: false, secondCallRings: true });
    expect(state().aside).toBe(true);
    book.again();
    await settled();
    expect(server.policy.doNotDisturb).toMatchObject({ on: true, secondCallRings: true });
  });
});

describe('what could not be stored', () => {
  it('for want of a connection is kept, told, and stored when it is back', async () => {
    link.goesDown();
    book.change(doNotDisturb(true));
    await vi.waitFor(() => expect(state().problem).toBe('offline'));
    expect(state().policy).toMatchObject({ doNotDisturb: { on: true } });
    link.comesUp();
    await vi.waitFor(() => expect(server.policy.doNotDisturb.on).toBe(true));
    await settled();
    expect(state().problem).toBeUndefined();
  });

  it('waits for the person where the server will not have it', async () => {
    server.refuse = new WireError('malformed', '', false);
    book.change(doNotDisturb(true));
    await vi.waitFor(() => expect(state().problem).toBe('malformed'));
    link.comesUp();
    await Promise.resolve();
    expect(writes()).toBe(1);
    book.drop();
    expect(state()).toMatchObject({ problem: undefined, policy: { doNotDisturb: { on: false } } });
  });

  it('as far as one knows, because the answer was lost, is found to be stored, and blamed on no other device', async () => {
    const { serve } = server;
    link.serve = (path, init) => {
      const answer = serve(path, init);
      return init?.method === 'PUT' ? new WireError('timeout', '', true) : answer;
    };
    book.change(doNotDisturb(true, 5));
    await vi.waitFor(() => expect(state().problem).toBe('timeout'));
    link.serve = serve;
    book.again();
    await vi.waitFor(() => expect(state()).toMatchObject({ saving: false, problem: undefined }));
    expect(state()).toMatchObject({ aside: false, policy: { version: 4, doNotDisturb: { on: true, until: 5 } } });
  });

  it('after a conflict whose winner could not be read is tried from there', async () => {
    server.elsewhere(letRing('contacts'));
    const { serve } = server;
    link.serve = (path, init) => (init?.method === 'PUT' ? serve(path, init) : new WireError('unavailable', '', true));
    book.change(doNotDisturb(true));
    await vi.waitFor(() => expect(state()).toMatchObject({ saving: false, problem: 'unavailable', aside: false }));
    link.serve = serve;
    book.again();
    await vi.waitFor(() => expect(state().aside).toBe(true));
    book.again();
    await settled();
    expect(server.policy).toMatchObject({ whoMayRing: 'contacts', doNotDisturb: { on: true } });
  });
});
