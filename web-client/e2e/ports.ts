import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems give to outgoing connections, so that none of those takes a port between our look and its use. */
const FIRST = 20_000;
const COUNT = 12_000;
const TRIES = 100;

/** The first of so many ports of the loopback in a row that are free for TCP and UDP. */
export async function freePorts(inARow: number): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const first = FIRST + Math.floor(Math.random() * COUNT);
    const ports = Array.from({ length: inARow }, (_, i) => first + i);
    const free = await Promise.all(ports.flatMap((port) => [isFreeForTcp(port), isFreeForUdp(port)]));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`The browser tests need ${inARow} free ports in a row between ${FIRST} and ${FIRST + COUNT}, and found none.`);
}

async function isFreeForTcp(port: number): Promise<boolean> {
  const server = createServer();
  return tried(server, () => server.listen(port, '127.0.0.1'));
}

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  return tried(socket, () => socket.bind(port, '127.0.0.1'));
}

async function tried(server: { close(): unknown } & NodeJS.EventEmitter, listen: () => void): Promise<boolean> {
  listen();
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
