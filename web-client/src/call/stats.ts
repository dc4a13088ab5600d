interface PairReport {
  readonly local?: string;
  readonly remote?: string;
  readonly protocol?: string;
}

/** The path that media takes: candidate types (`host`, `srflx`, `prflx`, `relay`) of both sides, never addresses. */
export async function selectedPair(pc: RTCPeerConnection): Promise<PairReport> {
  const stats = await pc.getStats();
  const reports = new Map<string, Record<string, unknown>>();
  stats.forEach((report: Record<string, unknown>, id: string) => reports.set(id, report));
  const transport = [...reports.values()].find(({ type }) => type === 'transport');
  const pair = reports.get(String(transport?.selectedCandidatePairId));
  const local = reports.get(String(pair?.localCandidateId));
  const remote = reports.get(String(pair?.remoteCandidateId));
  return {
    ...(typeof local?.candidateType === 'string' ? { local: local.candidateType } : {}),
    ...(typeof remote?.candidateType === 'string' ? { remote: remote.candidateType } : {}),
    ...(typeof local?.protocol === 'string' ? { protocol: local.protocol } : {}),
  };
}

/** Whether DTLS met the certificate that the other signed. True where the browser does not tell. */
export async function certificateHolds(pc: RTCPeerConnection, signed: string | undefined): Promise<boolean> {
  for (const { transport } of pc.getReceivers()) {
    const certificate = remoteCertificate(transport);
    if (certificate && (await fingerprint(certificate)) !== signed) return false;
  }
  return true;
}

function remoteCertificate(transport: RTCDtlsTransport | null): ArrayBuffer | undefined {
  // Firefox has the transport and not this method.
  return transport && 'getRemoteCertificates' in transport ? transport.getRemoteCertificates()[0] : undefined;
}

async function fingerprint(certificate: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', certificate));
  return `sha-256 ${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(':')}`;
}
