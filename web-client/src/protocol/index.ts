/** What the rest of the page needs of the wire. */
export type { Candidate, ClientFrame, ClientRequest, Media, ServerFrame, ServerFrameOf, StoredMessage } from './frames';
export type { ConnectionState, Link, StopReason } from './link';
export { type ErrorCode, WireError } from './errors';
export { hashOf, JWS, verify } from './jws';
