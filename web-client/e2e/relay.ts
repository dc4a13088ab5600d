import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from './ports';
import { type Running, Server } from './process';

export interface Relay extends Running {
  readonly url: string;
  /** The same by TCP. */
  readonly tcpUrl: string;
  readonly secret: string;
  /** Nothing goes through it from now on: to those who use it, as if the network were gone. */
  freeze(): void;
  thaw(): void;
}

interface Place {
  readonly address: string;
  /** A network namespace that has this address. */
  readonly namespace?: string;
}

const LOOPBACK: Place = { address: '127.0.0.1' };

/** A real coturn, on the loopback unless told, with credentials by shared secret as in production. */
export async function startRelay(folder: string, secret: string, { address, namespace }: Place = LOOPBACK): Promise<Relay> {
  if (!onPath('turnserver')) {
    throw new Error('The browser tests need coturn: install it (on Debian and Ubuntu "apt-get install coturn").');
  }
  mkdirSync(folder, { recursive: true });
  const port = await freePorts(1);
  const config = join(folder, 'turnserver.conf');
  writeFileSync(
    config,
    [
      `listening-port=${port}`,
      `listening-ip=${address}`,
      `relay-ip=${address}`,
      // For a test on one machine only: in production these are denied.
      ...(address === LOOPBACK.address ? ['allow-loopback-peers'] : []),
      'use-auth-secret',
      `static-auth-secret=${secret}`,
      `cli-password=${randomBytes(24).toString('hex')}`,
      'no-cli',
      'realm=callvault.test',
      'fingerprint',
      'no-tls',
      'no-dtls',
      `userdb=${join(folder, 'turndb')}`,
      `pidfile=${join(folder, 'turnserver.pid')}`,
      'log-file=stdout',
      'simple-log',
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  const within = namespace === undefined ? [] : ['netns', 'exec', namespace, 'turnserver'];
  const server = new Server('coturn', namespace === undefined ? 'turnserver' : 'ip', [...within, '-c', config], { cwd: folder });
  try {
    await server.until(() => answersStun(address, port), 10_000);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const url = (transport: string) => `turn:${address}:${port}?transport=${transport}`;
  return {
    url: url('udp'), tcpUrl: url('tcp'), secret, stop: () => server.stop(), freeze: () => server.freeze(), thaw: () => server.thaw(),
  };
}

/** Further relays of one test, which take the same credentials as the one of all tests. */
export async function withRelays(count: number, test: (relays: Relay[]) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'callvault-relays-'));
  const running: Relay[] = [];
  try {
    for (let i = 0; i < count; i++) running.push(await startRelay(join(folder, String(i)), turnSecret()));
    await test(running);
  } finally {
    await Promise.all(running.map((relay) => relay.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Shared by CallVault and its relays. */
export function turnSecret(): string {
  const { E2E_TURN_SECRET } = process.env;
  if (E2E_TURN_SECRET === undefined) throw new Error('the servers were not started');
  return E2E_TURN_SECRET;
}

function onPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/** A STUN binding request (RFC 8489, 5), and whether anything answers it. */
async function answersStun(address: string, port: number): Promise<boolean> {
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  const socket = createSocket('udp4');
  try {
    socket.on('error', () => undefined);
    const answer = once(socket, 'message').then(() => true, () => false);
    socket.send(request, port, address);
    return await Promise.race([answer, pause(500, false)]);
  } finally {
    socket.close();
  }
}
