import { afterEach, describe, expect, it } from 'vitest';
import { WireError } from '../protocol';
import { preferences } from '../settings/preferences';
import { configurationWith, IceServers } from './ice';

const TURN = { urls: 'turn:relay.example:3478', username: 'u', credential: 'c' };

async function helpersFrom(answer: () => Promise<Response>) {
  const servers = new IceServers({ fetchApi: answer, now: () => 0 });
  const helpers = await servers.get();
  servers.dispose();
  return helpers;
}

const told = (mode: string, iceServers: object[]) => helpersFrom(() => Promise.resolve(Response.json({ mode, iceServers })));

afterEach(() => preferences.set('relayOnly', false));

describe('whether the other may learn the network address', () => {
  it('people who know each other take the shortest path', async () => {
    expect(configurationWith(await told('custom', [TURN]), false)).toMatchObject({ iceTransportPolicy: 'all', iceServers: [TURN] });
  });

  it('strangers meet at the relay', async () => {
    expect(configurationWith(await told('custom', [TURN]), true).iceTransportPolicy).toBe('relay');
  });

  it('strangers have no other path than the direct one where the server has no relay', async () => {
    expect(configurationWith(await told('off', []), true).iceTransportPolicy).toBe('all');
  });

  it('strangers learn no address because a provider’s relays, or the server, are away for a moment', async () => {
    expect(configurationWith(await told('metered', []), true).iceTransportPolicy).toBe('relay');
    const away = await helpersFrom(() => Promise.reject(new WireError('offline', 'no connection', true)));
    expect(configurationWith(away, true).iceTransportPolicy).toBe('relay');
    expect(configurationWith(away, false).iceTransportPolicy).toBe('all');
  });

  it('who wants the relay only gets it, relay or no relay', async () => {
    preferences.set('relayOnly', true);
    expect(configurationWith(await told('custom', [TURN]), false).iceTransportPolicy).toBe('relay');
    expect(configurationWith(await told('off', []), true).iceTransportPolicy).toBe('relay');
  });
});
