import type { Link } from '../protocol';
import { integer, listOf, object, optional, type Shape, text } from '../protocol/shape';
import { preferences } from '../settings/preferences';

const ANSWER_WITHIN_MS = 3000;

const urls: Shape<string | string[]> = (value, path) =>
  typeof value === 'string' ? value : listOf(text)(value, path);

const turnConfig = object({
  mode: optional(text),
  iceServers: listOf(object({ urls, username: optional(text), credential: optional(text) })),
  expiresAt: optional(integer),
});

/** The servers that help two people to find a path, with credentials for some minutes. */
export async function iceConfiguration(link: Pick<Link, 'fetchApi'>): Promise<RTCConfiguration> {
  return {
    iceServers: await iceServers(link),
    iceTransportPolicy: preferences.getSnapshot().relayOnly ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
  };
}

/** Without an answer the call goes on alone: two people in one network need no help. */
async function iceServers(link: Pick<Link, 'fetchApi'>): Promise<RTCIceServer[]> {
  try {
    const response = await link.fetchApi('/api/turn-config', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const body: unknown = await response.json();
    return turnConfig(body, '').iceServers;
  } catch {
    return [];
  }
}
