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
