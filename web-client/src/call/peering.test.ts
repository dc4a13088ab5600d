import { describe, expect, it, vi } from 'vitest';
import { Peering, type PeeringWiring } from './peering';
import { FakePeer, FINGERPRINT, sdp } from './testing';

const told = { candidate: 'c', usernameFragment: 'x1' };

function side(polite: boolean, name: string, more: Partial<PeeringWiring> = {}) {
  const pc = new FakePeer(name);
  const sent: string[] = [];
  const descriptions: { kind: 'offer' | 'answer'; sdp: string }[] = [];
  const failed = vi.fn();
  const peering = new Peering(pc, {
    polite,
    description: (kind, text) => {
      sent.push(kind);
      descriptions.push({ kind, sdp: text });
      return Promise.resolve();
    },
    candidates: (candidates) => sent.push(candidates.map(({ candidate }) => candidate).join() || 'end'),
    beforeAnswer: () => undefined,
    failed,
    ...more,
  });
  return { pc, sent, descriptions, failed, peering };
}

const settled = async () => {
  for (let i = 0; i < 30; i++) await Promise.resolve();
};

describe('negotiation', () => {
  it('offers, takes the answer, and ignores its repeats', async () => {
    const caller = side(false, 'a');
    caller.pc.need();
    await settled();
    expect(caller.sent).toEqual(['offer']);
    await caller.peering.answer(sdp('x1', FINGERPRINT));
    expect(caller.pc.signalingState).toBe('stable');
    caller.peering.restart();
    await settled();
    expect(caller.sent).toEqual(['offer', 'offer']);
    await caller.peering.answer(sdp('x1', FINGERPRINT));
    expect(caller.pc.signalingState).toBe('have-local-offer');
    await caller.peering.answer(sdp('x2', FINGERPRINT));
    expect(caller.pc.signalingState).toBe('stable');
    expect(caller.failed).not.toHaveBeenCalled();
  });

  it('answers an offer once', async () => {
    const callee = side(true, 'b');
    await callee.peering.offer(sdp('x1', FINGERPRINT));
    await callee.peering.offer(sdp('x1', FINGERPRINT));
    expect(callee.sent).toEqual(['answer']);
  });

  it('does not answer when the call is over meanwhile', async () => {
    const callee = side(true, 'b');
    const answering = callee.peering.offer(sdp('x1', FINGERPRINT));
    callee.peering.dispose();
    await answering;
    expect(callee.sent).toEqual([]);
    expect(callee.pc.closed).toBe(true);
  });

  it('two offers cross: the polite side gives way, the other does not', async () => {
    const caller = side(false, 'a');
    const callee = side(true, 'b');
    caller.pc.need();
    callee.pc.need();
    await settled();
    expect([caller.sent, callee.sent]).toEqual([['offer'], ['offer']]);
    await caller.peering.offer(callee.descriptions[0]!.sdp);
    await callee.peering.offer(caller.descriptions[0]!.sdp);
    expect(caller.sent).toEqual(['offer']);
    expect(callee.sent).toEqual(['offer', 'answer']);
    await caller.peering.answer(callee.descriptions[1]!.sdp);
    expect([caller.pc.signalingState, callee.pc.signalingState]).toEqual(['stable', 'stable']);
  });

  it('keeps candidates that come before their offer', async () => {
    const callee = side(true, 'b');
    await callee.peering.candidates([told]);
    await callee.peering.candidates([]);
    expect(callee.pc.candidates).toEqual([]);
    await callee.peering.offer(sdp('x1', FINGERPRINT));
    expect(callee.pc.candidates).toEqual(['c', undefined]);
  });

  it('keeps candidates of a restart until its offer is there', async () => {
    const callee = side(true, 'b');
    await callee.peering.offer(sdp('x1', FINGERPRINT));
    await callee.peering.candidates([{ candidate: 'new', usernameFragment: 'x2' }, told]);
    expect(callee.pc.candidates).toEqual(['c']);
    await callee.peering.offer(sdp('x2', FINGERPRINT));
    expect(callee.pc.candidates).toEqual(['c', 'new']);
  });

  it('keeps only so many', async () => {
    const callee = side(true, 'b');
    for (let i = 0; i < 10; i++) await callee.peering.candidates(Array.from({ length: 100 }, () => told));
    await callee.peering.offer(sdp('x1', FINGERPRINT));
    expect(callee.pc.candidates).toHaveLength(256);
  });

  it('goes on without a candidate that the browser refuses', async () => {
    const callee = side(true, 'b');
    callee.pc.refusesCandidates = true;
    await callee.peering.offer(sdp('x1', FINGERPRINT));
    await callee.peering.candidates([told]);
    expect(callee.sent).toEqual(['answer']);
    expect(callee.failed).not.toHaveBeenCalled();
  });

  it('candidates do not overtake the offer that is being signed', async () => {
    let sign!: () => void;
    const signed = new Promise<void>((resolve) => (sign = resolve));
    const order: string[] = [];
    const caller = side(false, 'a', {
      description: async () => {
        await signed;
        order.push('offer');
      },
      candidates: () => order.push('candidates'),
    });
    caller.pc.need();
    await settled();
    caller.pc.gather('c');
    caller.pc.gather(null);
    await settled();
    expect(order).toEqual([]);
    sign();
    await settled();
    expect(order).toEqual(['offer', 'candidates', 'candidates']);
  });

  it('a description that cannot be signed fails the call instead of hanging', async () => {
    const caller = side(false, 'a', { description: () => Promise.reject(new Error('no key')) });
    caller.pc.need();
    await settled();
    expect(caller.failed).toHaveBeenCalledOnce();
  });
});
