import { flag, integer, isObject, listOf, object, type Of, oneOf, openWord, optional, orNull, type Shape, ShapeError, text } from './shape';

/** Every frame of `callvault.v1`, declared once: the shape checks it, and its type is read off the shape. */

const media = oneOf('audio', 'video');
export type Media = Of<typeof media>;

const candidate = object({
  candidate: text,
  sdpMid: optional(orNull(text)),
  sdpMLineIndex: optional(orNull(integer)),
  usernameFragment: optional(orNull(text)),
});
export type Candidate = Of<typeof candidate>;

const limits = object({
  frameBytes: integer,
  bodyBytes: integer,
  uploadBytes: integer,
  framesPerSecond: integer,
  callsPerMinute: integer,
  callsPerPairPerMinute: integer,
  editMs: optional(integer),
  unsendMs: optional(integer),
});

const message = {
  message: text,
  conversation: text,
  seq: integer,
  from: text,
  to: text,
  clientId: text,
  kind: openWord('text', 'image', 'voice', 'video', 'file', 'edit', 'unsend', 'reaction', 'call', 'left', 'hidden'),
  body: optional(text),
  attachments: optional(listOf(text)),
  replyTo: optional(text),
  target: optional(text),
  /** What a missed call was placed with. */
  media: optional(media),
  at: integer,
};
/** A stored message as the server tells it, live and in `GET …/messages`. `at` in ms since the epoch. */
export const messageShape = object(message);
export type StoredMessage = Of<typeof messageShape>;

const watermark = { conversation: text, by: text, upTo: integer, at: optional(integer) };
const inCall = { call: text, n: integer };

const endReason = openWord(
  'completed', 'declined', 'busy', 'no_answer', 'missed', 'cancelled', 'answered_elsewhere', 'declined_elsewhere',
  'do_not_disturb', 'outside_hours', 'request_sent', 'not_allowed', 'merged', 'replaced', 'ice_failed', 'ice_timeout',
  'lost', 'failed',
);

const serverShapes = {
  hello: object({ challenge: text, node: text, time: integer }),
  ready: object({
    address: text, device: text, session: text, token: text, tokenExpiresAt: integer, heartbeatMs: integer, limits,
  }),
  pong: object({ time: integer }),
  token: object({ re: optional(text), token: text, tokenExpiresAt: integer }),
  drain: object({ reconnectAfterMs: integer }),
  resync: object({}),
  ok: object({ re: optional(text), state: optional(text) }),
  error: object({ re: optional(text), code: text, message: text, retryable: flag, retryAfterMs: optional(integer) }),
  'call:progress': object({ ...inCall, peer: optional(text), state: openWord('trying', 'pushed', 'ringing') }),
  'call:incoming': object({
    ...inCall, peer: text, intent: text, media, name: optional(text), known: flag, waiting: optional(flag),
    crossing: optional(text), remainingMs: integer, expiresAt: integer, silent: optional(flag),
  }),
  'call:accepted': object({ ...inCall, peer: text, device: text, acceptance: text }),
  'call:state': object({
    ...inCall, state: text, role: openWord('caller', 'callee'), peer: text, media, intent: text,
    acceptance: optional(text), gen: integer, since: integer,
  }),
  'webrtc:offer': object({ ...inCall, peer: text, gen: integer, sdp: text, proof: text }),
  'webrtc:answer': object({ ...inCall, peer: text, gen: integer, sdp: text, proof: text }),
  'webrtc:ice': object({ ...inCall, peer: text, gen: integer, candidates: listOf(candidate) }),
  'call:ended': object({
    ...inCall, reason: endReason, peer: text, durationMs: optional(integer), voicemail: optional(flag),
    message: optional(text), into: optional(text),
  }),
  'msg:ack': object({ re: optional(text), clientId: text, message: text, conversation: text, seq: integer, at: integer }),
  'msg:incoming': messageShape,
  'msg:delivered': object(watermark),
  'msg:read': object(watermark),
  'msg:typing': object({ conversation: text, by: text, on: flag }),
};

/** What the browser counted of all media of a call; it leaves out what it does not know. */
const counts = object({
  receivedPackets: optional(integer), lostPackets: optional(integer), receivedBytes: optional(integer), sentBytes: optional(integer),
  jitterMs: optional(integer), roundTripMs: optional(integer), freezes: optional(integer), frozenMs: optional(integer),
  samples: optional(integer), concealedSamples: optional(integer),
});

const id = optional(text);
const ofCall = { id, call: text, peer: text };
const sequenced = { id, to: text, clientId: text };

const clientShapes = {
  auth: object({ proof: text }),
  ping: object({}),
  token: object({ id }),
  'call:init': object({ ...ofCall, intent: text }),
  'call:ringing': object(ofCall),
  'call:accept': object({ ...ofCall, acceptance: text, replaces: optional(text) }),
  'call:reject': object({ ...ofCall, reason: optional(oneOf('declined', 'busy')) }),
  'call:end': object({ ...ofCall, reason: optional(text) }),
  'call:ack': object({ ...ofCall, n: integer }),
  'webrtc:offer': object({ ...ofCall, gen: integer, sdp: text, proof: text }),
  'webrtc:answer': object({ ...ofCall, gen: integer, sdp: text, proof: text }),
  'webrtc:ice': object({ ...ofCall, gen: integer, candidates: listOf(candidate) }),
  'call:report': object({
    ...ofCall, event: text, flowing: optional(flag), reason: optional(text), connectMs: optional(integer), firstSoundMs: optional(integer),
    local: optional(text), remote: optional(text), protocol: optional(text), relayProtocol: optional(text), url: optional(text),
    candidates: optional(listOf(object({ type: text, url: optional(text), count: integer }))),
    errors: optional(listOf(object({ url: text, code: integer, text, count: integer }))),
    restarts: optional(integer), counts: optional(counts),
  }),
  'msg:send': object({
    ...sequenced, kind: oneOf('text', 'image', 'voice', 'video', 'file'), body: text,
    attachments: optional(listOf(text)), replyTo: optional(text),
  }),
  'msg:edit': object({ ...sequenced, target: text, body: text }),
  'msg:unsend': object({ ...sequenced, target: text }),
  'msg:react': object({ ...sequenced, target: text, emoji: optional(text) }),
  'msg:delivered': object({ id, conversation: text, to: text, upTo: integer }),
  'msg:read': object({ id, conversation: text, to: text, upTo: integer, quiet: optional(flag) }),
  'msg:typing': object({ id, to: text, on: flag }),
};

type Frames<S extends Record<string, Shape<object>>> = { [K in keyof S]: { type: K } & Of<S[K]> };

type ServerFrames = Frames<typeof serverShapes>;
type ClientFrames = Frames<typeof clientShapes>;

/** Anything the server says. Narrow by `type`; end a `switch` over it with `satisfies never`. */
export type ServerFrame = ServerFrames[keyof ServerFrames];
/** The server frame of one type. */
export type ServerFrameOf<K extends keyof ServerFrames> = ServerFrames[K];

/** What a device says once it is `ready`. */
export type ClientFrame = { [K in Exclude<keyof ClientFrames, 'auth'>]: ClientFrames[K] }[Exclude<keyof ClientFrames, 'auth'>];
/** What can be asked with an `id`; the link adds it. */
export type ClientRequest = Exclude<ClientFrame, { type: 'ping' }>;

/** What came of one text frame. `unknown` is for types of a later server: ignore them. */
export type Decoded<F> = { kind: 'frame'; frame: F } | { kind: 'unknown'; type: string } | { kind: 'malformed'; reason: string };

const decoder =
  <S extends Record<string, Shape<object>>>(shapes: S) =>
  (json: string): Decoded<Frames<S>[keyof S]> => {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      return { kind: 'malformed', reason: 'not JSON' };
    }
    if (!isObject(value) || typeof value.type !== 'string') return { kind: 'malformed', reason: 'no type' };
    const type = value.type;
    if (!Object.hasOwn(shapes, type)) return { kind: 'unknown', type };
    try {
      return { kind: 'frame', frame: { type, ...shapes[type]?.(value, '') } as Frames<S>[keyof S] };
    } catch (error) {
      if (error instanceof ShapeError) return { kind: 'malformed', reason: `${type}: ${error.message}` };
      throw error;
    }
  };

export const decodeServerFrame = decoder(serverShapes);
/** For tests: what we send must be what the golden files say. */
export const decodeClientFrame = decoder(clientShapes);
