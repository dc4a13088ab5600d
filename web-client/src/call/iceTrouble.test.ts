import { describe, expect, it } from 'vitest';
import { type IceTrouble, IceWatch } from './iceTrouble';
import { FakePeer } from './testing';

const TURN = 'turn:relay.example:3478';
const CONFIGURED: RTCConfiguration = { iceServers: [{ urls: ['stun:relay.example:3478'] }, { urls: [TURN] }] };

function watching(configuration = CONFIGURED) {
  const watch = new IceWatch();
  const pc = new FakePeer('a');
  watch.watch(pc as unknown as RTCPeerConnection, configuration);
  return {
    watch,
    errs: (errorCode: number, url = TURN) => pc.dispatchEvent(Object.assign(new Event('icecandidateerror'), { errorCode, url })),
    is: (state: RTCIceGatheringState) => {
      pc.iceGatheringState = state;
      pc.dispatchEvent(new Event('icegatheringstatechange'));
    },
    finds: (type: string) => pc.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { type } })),
  };
}

describe('what kept a call from a relay', () => {
  it.each<[number, IceTrouble]>([[401, 'relay_refused'], [403, 'relay_refused'], [486, 'relay_full'], [508, 'relay_full'], [701, 'relay_unreachable']])(
    'the error %i is %s',
    (code, trouble) => {
      const { watch, errs } = watching();
      errs(code);
      expect(watch.trouble).toBe(trouble);
    },
  );

  it('is that the relay is out of reach, while the browser still asks and nothing answers', () => {
    const { watch, errs, is } = watching();
    is('gathering');
    expect(watch.trouble).toBe('relay_unreachable');
    errs(486);
    expect(watch.trouble, 'another relay has answered').toBe('relay_full');
  });

  it('is not known where the browser has asked, and says nothing of what came of it', () => {
    const { watch, is } = watching();
    is('gathering');
    is('complete');
    expect(watch.trouble).toBeUndefined();
  });

  it('is the silence of the relay where there was one, whatever another address of this device met', () => {
    const { watch, errs, finds } = watching();
    errs(701);
    finds('relay');
    expect(watch.trouble).toBe('relay_silent');
  });

  it('is not what happened to a server that only tells addresses', () => {
    const { watch, errs, finds } = watching();
    errs(701, 'stun:relay.example:3478');
    finds('srflx');
    expect(watch.trouble).toBeUndefined();
  });

  it('of several relays, the one that answered says more', () => {
    const { watch, errs } = watching();
    errs(701);
    errs(401);
    expect(watch.trouble).toBe('relay_refused');
  });

  it('is that there is none, and that nothing else was wanted', () => {
    const iceServers = [{ urls: 'stun:relay.example:3478' }];
    expect(watching({ iceServers }).watch.trouble).toBe('no_relay');
    expect(watching({ iceServers, iceTransportPolicy: 'relay' }).watch.trouble).toBe('only_relay');
  });

  it('of a call that never looked for a path, nothing is said', () => {
    expect(new IceWatch().trouble).toBeUndefined();
  });

  it('a new connection of the call begins anew', () => {
    const { watch, errs } = watching();
    errs(401);
    watch.watch(new FakePeer('b') as unknown as RTCPeerConnection, CONFIGURED);
    expect(watch.trouble).toBeUndefined();
  });
});
