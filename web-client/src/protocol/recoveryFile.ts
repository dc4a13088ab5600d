import { base64url } from 'jose';
import { identityOf } from './identity';
import { integer, object, oneOf, type Of, optional, text } from './shape';

/** OWASP's floor for PBKDF2 with SHA-256; the ceiling keeps a made-up file from holding the page for hours. */
const ITERATIONS = 600_000;
const MOST_ITERATIONS = 10_000_000;

/** Shortest passphrase that seals; a file can be guessed at offline for as long as somebody likes. */
export const PASSPHRASE_LENGTH = 12;

const fileShape = object({
  callvault: oneOf('recovery'),
  version: integer,
  address: text,
  name: optional(text),
  kdf: object({ name: oneOf('PBKDF2-SHA-256'), iterations: integer, salt: text }),
  cipher: object({ name: oneOf('AES-256-GCM'), iv: text }),
  sealed: text,
});

/** Why a file did not open: it is none of ours, or the passphrase does not fit (or the file was changed). */
export class RecoveryError extends Error {
  override name = 'RecoveryError';
  readonly why: 'not_a_recovery_file' | 'wrong_passphrase';

  constructor(why: RecoveryError['why']) {
    super(why);
    this.why = why;
  }
}

/** The text of the file: the seed, sealed by AES-256-GCM under a key of PBKDF2; the address is sealed with it. */
export async function sealRecovery(
  seed: Uint8Array<ArrayBuffer>,
  person: { address: string; name: string },
  passphrase: string,
): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, ITERATIONS);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(person.address) }, key, seed);
  const file: Of<typeof fileShape> = {
    callvault: 'recovery',
    version: 1,
    ...person,
    kdf: { name: 'PBKDF2-SHA-256', iterations: ITERATIONS, salt: base64url.encode(salt) },
    cipher: { name: 'AES-256-GCM', iv: base64url.encode(iv) },
    sealed: base64url.encode(new Uint8Array(sealed)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The seed and name in a file; rejects with {@link RecoveryError}. */
export async function openRecovery(
  content: string,
  passphrase: string,
): Promise<{ seed: Uint8Array<ArrayBuffer>; name: string | undefined }> {
  const { file, salt, iv, sealed } = read(content);
  const key = await keyOf(passphrase, salt, file.kdf.iterations);
  let seed: Uint8Array<ArrayBuffer>;
  try {
    const additionalData = bytes(file.address);
    seed = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed));
  } catch {
    throw new RecoveryError('wrong_passphrase');
  }
  if (seed.length !== 32 || (await identityOf(seed)).address !== file.address) {
    throw new RecoveryError('not_a_recovery_file');
  }
  return { seed, name: file.name };
}

function read(content: string) {
  try {
    const file = fileShape(JSON.parse(content), '');
    if (file.version !== 1 || file.kdf.iterations < ITERATIONS || file.kdf.iterations > MOST_ITERATIONS) {
      throw new RecoveryError('not_a_recovery_file');
    }
    const [salt, iv, sealed] = [file.kdf.salt, file.cipher.iv, file.sealed].map((each) => new Uint8Array(base64url.decode(each)));
    if (!salt || !iv || !sealed) throw new RecoveryError('not_a_recovery_file');
    return { file, salt, iv, sealed };
  } catch {
    throw new RecoveryError('not_a_recovery_file');
  }
}

/** The same passphrase typed on another keyboard may come as other code points; NFKC makes them one. */
async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', bytes(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

const bytes = (value: string) => new TextEncoder().encode(value);
