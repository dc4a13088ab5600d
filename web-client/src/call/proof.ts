import { JWS, verify } from '../protocol';
import { integer, object, type Of, oneOf, optional, type Shape, text } from '../protocol/shape';
import { fingerprintsOf } from './sdp';

type Purpose = (typeof JWS)[keyof typeof JWS];

const intentShape = object({
  call: text,
  from: text,
  to: text,
  device: text,
  media: oneOf('audio', 'video'),
  name: optional(text),
  iat: integer,
});
export type Intent = Of<typeof intentShape>;

const acceptanceShape = object({ call: text, from: text, device: text, intent: text, iat: integer });

const mediaShape = object({
  call: text,
  device: text,
  kind: oneOf('offer', 'answer'),
  gen: integer,
  fingerprint: text,
  intent: text,
  iat: integer,
});

/** Something in a call is not signed by the person it claims to come from; `message` says what, for developers. */
export class Breach extends Error {
  override name = 'Breach';
}

/** An intent is valid for as long as ended calls are remembered, so that none of them can be played again. */
const INTENT_AGE_MAX_MS = 10 * 60_000;

/** The wish to call, made by `from` for `to`. Throws {@link Breach}. */
export async function readIntent(jws: string, expected: { call: string; from: string; to: string }): Promise<Intent> {
  const intent = await read(jws, JWS.call, expected.from, intentShape);
  demand(intent.call === expected.call, 'intent of another call');
  demand(intent.from === expected.from, 'intent from another person');
  demand(intent.to === expected.to, 'intent for another person');
  return intent;
}

/** A ring is judged by the age of what was signed, whatever the server says about it. */
export function demandFresh(intent: Intent, nowMs: number): void {
  demand(Math.abs(nowMs - intent.iat * 1000) <= INTENT_AGE_MAX_MS, 'intent is too old');
}

/** The device that accepted this very intent. Throws {@link Breach}. */
export async function readAcceptance(
  jws: string,
  expected: { call: string; from: string; intent: string; device?: string },
): Promise<string> {
  const acceptance = await read(jws, JWS.accept, expected.from, acceptanceShape);
  demand(acceptance.call === expected.call, 'acceptance of another call');
  demand(acceptance.from === expected.from, 'acceptance from another person');
  demand(acceptance.intent === expected.intent, 'acceptance of another intent');
  demand(expected.device === undefined || acceptance.device === expected.device, 'acceptance of another device');
  return acceptance.device;
}

export interface Description {
  readonly kind: 'offer' | 'answer';
  readonly gen: number;
  readonly sdp: string;
  readonly proof: string;
}

/** Whose descriptions a call takes: this person's, from this device, under this intent. */
export interface MediaParty {
  readonly call: string;
  readonly address: string;
  readonly device: string;
  readonly intent: string;
}

/**
 * Checks the other's descriptions before the browser sees them, so that nobody between us can put their own key in.
 * One per call and side: it remembers the fingerprint of each `gen`.
 */
export class MediaProofs {
  readonly #fingerprints = new Map<number, string>();

  /** The fingerprint to expect from DTLS. Throws {@link Breach}. */
  async check(description: Description, party: MediaParty): Promise<string> {
    const proof = await read(description.proof, JWS.media, party.address, mediaShape);
    demand(proof.call === party.call, 'media proof of another call');
    demand(proof.device === party.device, 'media proof of another device');
    demand(proof.kind === description.kind, 'media proof of another kind');
    demand(proof.gen === description.gen, 'media proof of another generation');
    demand(proof.intent === party.intent, 'media proof of another intent');
    const signed = proof.fingerprint.toLowerCase();
    demand(/^sha-256 [0-9a-f]{2}(:[0-9a-f]{2}){31}$/.test(signed), 'fingerprint is not SHA-256');
    const described = fingerprintsOf(description.sdp);
    demand(described.length > 0, 'description has no fingerprint');
    demand(described.every((each) => each === signed), 'description has a fingerprint that was not signed');
    const before = this.#fingerprints.get(description.gen);
    demand(before === undefined || before === signed, 'fingerprint changed within a generation');
    this.#fingerprints.set(description.gen, signed);
    return signed;
  }
}

async function read<T>(jws: string, typ: Purpose, signer: string, shape: Shape<T>): Promise<T> {
  try {
    return shape(await verify(jws, { typ, kid: signer }), '');
  } catch (error) {
    throw new Breach(`${typ} does not hold`, { cause: error });
  }
}

function demand(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Breach(otherwise);
}
