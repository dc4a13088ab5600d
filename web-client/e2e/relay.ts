import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from './ports';
import { type Running, Server } from './process';

export interface Relay extends Running {
  readonly url: string;
  readonly secret: string;
}

/** A real coturn on the loopback, with credentials by shared secret as in production. */
export async function startRelay(folder: string): Promise<Relay> {
  if (!onPath('turnserver')) {
    throw new Error('The browser tests need coturn: install it (on Debian and Ubuntu "apt-get install coturn").');
  }
  mkdirSync(folder, { recursive: true });
  const port = await freePorts(1);
  const secret = randomBytes(24).toString('hex');
  const config = join(folder, 'turnserver.conf');
  writeFileSync(
    config,
    [
      `listening-port=${port}`,
      'listening-ip=127.0.0.1',
      'relay-ip=127.0.0.1',
      // For a test on one machine only: in production these are denied.
      'allow-loopback-peers',
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
  const server = new Server('coturn', 'turnserver', ['-c', config], { cwd: folder });
  try {
    await server.until(() => answersStun(port), 10_000);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: `turn:127.0.0.1:${port}?transport=udp`, secret, stop: () => server.stop() };
}

function onPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/** A STUN binding request (RFC 8489, 5), and whether anything answers it. */
async function answersStun(port: number): Promise<boolean> {
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  const socket = createSocket('udp4');
  try {
    socket.on('error', () => undefined);
    const answer = once(socket, 'message').then(() => true, () => false);
    socket.send(request, port, '127.0.0.1');
    return await Promise.race([answer, pause(500, false)]);
  } finally {
    socket.close();
  }
}
