/** Every DTLS fingerprint of a description, on session and on media level, in lower case: `sha-256 ab:cd:…`. */
export function fingerprintsOf(sdp: string): string[] {
  return Array.from(sdp.matchAll(/^a=fingerprint:[ \t]*(.*?)[ \t]*\r?$/gim), ([, value]) =>
    (value ?? '').replace(/\s+/g, ' ').toLowerCase(),
  );
}

/** Whether the description belongs to the same round of ICE as a candidate with this user name fragment. */
export function hasUfrag(sdp: string, ufrag: string): boolean {
  return sdp.split(/\r?\n/).includes(`a=ice-ufrag:${ufrag}`);
}

const FOR_BAD_LINES = { useinbandfec: '1', usedtx: '1' };

/**
 * Of the other's description, before the browser reads it: they want Opus so that a lost packet can be heard from the next one
 * (RFC 7587, FEC) and silence costs next to nothing (DTX). Every decoder can do both; browsers ask for the second only this way.
 */
export function withThriftyOpus(sdp: string): string {
  const [, opus] = /^a=rtpmap:(\d+) opus\//im.exec(sdp) ?? [];
  if (opus === undefined) return sdp;
  return sdp.replace(new RegExp(`^(a=fmtp:${opus} )(.*?)(\r?)$`, 'm'), (_, head: string, told: string, end: string) => {
    const parameters = new Map(told.split(';').map((each) => each.split('=', 2) as [string, string]));
    for (const [name, value] of Object.entries(FOR_BAD_LINES)) parameters.set(name, value);
    return `${head}${[...parameters].map(([name, value]) => `${name}=${value}`).join(';')}${end}`;
  });
}
