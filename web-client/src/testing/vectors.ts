import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The vectors that the Java tests read too. */
interface Vectors {
  a: { seed: string; address: string };
  b: { seed: string; address: string };
  conversation: string;
  intent: string;
  intentHash: string;
  auth: string;
  badAddresses: Record<string, string>;
}

export const COMMON = join(import.meta.dirname, '../../../common/src/test/resources');

export const vectors = JSON.parse(readFileSync(join(COMMON, 'vectors.json'), 'utf8')) as Vectors;

export const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(hex, 'hex'));
