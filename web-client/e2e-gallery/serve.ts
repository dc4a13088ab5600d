import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const GATEWAY_HEADERS = resolve(import.meta.dirname, '../../gateway-service/src/main/java/com/callvault/gateway/web/SecurityHeaders.java');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript;charset=utf-8',
  '.css': 'text/css;charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.wasm']);

export interface Served {
  readonly origin: string;
  stop(): Promise<void>;
}

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A folder of built files as the gateway serves it: its security headers, its cache rules; compressed. `more` are files from elsewhere, by their paths. */
export async function serve(folder: string, more: Readonly<Record<string, string>> = {}): Promise<Served> {
  const security = gatewayHeaders();
  const answers = new Map<string, Answer | undefined>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (!answers.has(path)) answers.set(path, answerOf(path, more[path] ?? fileOf(folder, path)));
    const answer = answers.get(path);
    response.writeHead(answer ? 200 : 404, { ...security, ...answer?.headers }).end(answer?.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function fileOf(folder: string, path: string): string | undefined {
  const file = resolve(join(folder, path === '/' ? 'index.html' : decodeURIComponent(path)));
  return file.startsWith(folder + sep) ? file : undefined;
}

function answerOf(path: string, file: string | undefined): Answer | undefined {
  if (file === undefined) return undefined;
  const ending = extname(file);
  let body: Buffer;
  try {
    body = readFileSync(file);
  } catch {
    return undefined;
  }
  const compressed = COMPRESSED.has(ending);
  return {
    headers: {
      'Content-Type': TYPES[ending] ?? 'application/octet-stream',
      // ClientFiles.java.
      'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, public, immutable' : 'no-cache',
      ...(compressed ? { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : {}),
    },
    body: compressed ? gzipSync(body) : body,
  };
}

/** Read off the gateway's source: a copy of the policy here would some day say something else. */
function gatewayHeaders(): Record<string, string> {
  const source = readFileSync(GATEWAY_HEADERS, 'utf8');
  const constants = new Map<string, string>();
  for (const [, name = '', value = ''] of source.matchAll(/String (\w+) =\s*((?:"[^"]*"|[^";])*);/g)) {
    const parts = [...value.matchAll(/"([^"]*)"/g)].map(([, part = '']) => part);
    const joined = value.startsWith('String.join');
    constants.set(name, joined ? parts.slice(1).join(parts[0]) : parts.join(''));
  }
  const headers: Record<string, string> = {};
  for (const [, name = '', literal, constant = ''] of source.matchAll(/setHeader\("([^"]+)", (?:"([^"]*)"|(\w+))\)/g)) {
    const value = literal ?? constants.get(constant);
    if (value === undefined) throw new Error(`${GATEWAY_HEADERS} sets ${name} to something that this test does not read.`);
    // Only where there is TLS, and here is none.
    if (name !== 'Strict-Transport-Security') headers[name] = value;
  }
  if (!headers['Content-Security-Policy']?.includes("default-src 'none'; script-src 'self'")) {
    throw new Error(`This test did not find the content security policy in ${GATEWAY_HEADERS}.`);
  }
  return headers;
}
