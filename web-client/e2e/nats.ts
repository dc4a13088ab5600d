import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { PLAIN_BROWSER } from './browser';

/** Documentation addresses (RFC 5737): on the bridge they are the public ones. */
const PUBLIC = { here: '203.0.113.1', relay: '203.0.113.2', routers: ['203.0.113.11', '203.0.113.12'] };

/** `cone`: one public port per port of the host, whoever it talks to; `symmetric`: another one for each peer. */
export type Nat = 'cone' | 'symmetric';

/** Two hosts, each behind a router of its own, and a place for a relay, all on one bridge, which this machine is on too. */
export class Nats {
  readonly relay: { readonly address: string; readonly namespace: string };
  readonly #name = `cv${randomBytes(3).toString('hex')}`;
  readonly #folder: string;
  readonly #browsers: Browser[] = [];
  #server: Server | undefined;

  constructor(folder: string) {
    if (process.getuid?.() !== 0) {
      throw new Error('The browser tests of NATs make network namespaces: run them as root, for instance "sudo -E npm run e2e".');
    }
    this.#folder = folder;
    this.relay = { address: PUBLIC.relay, namespace: this.#named('r') };
  }

  build(): void {
    this.#ip(`link add ${this.#name} type bridge`);
    this.#ip(`addr add ${PUBLIC.here}/24 dev ${this.#name}`);
    this.#ip(`link set ${this.#name} up`);
    this.#attach(this.relay.namespace, PUBLIC.relay);
    PUBLIC.routers.forEach((address, i) => {
      const [router, host] = [this.#router(i), this.#host(i)];
      this.#attach(router, address);
      this.#ip(`netns add ${host}`);
      this.#ip(`link add in netns ${router} type veth peer name out netns ${host}`);
      this.#up(router, 'in', `10.78.${i}.1`);
      this.#up(host, 'out', `10.78.${i}.2`);
      this.#ip(`-n ${host} route add default via 10.78.${i}.1`);
      this.#in(router, 'sysctl -qw net.ipv4.ip_forward=1');
      // A stray check of the other side must not take the mapping before our own has made it.
      for (const chain of ['INPUT', 'FORWARD']) this.#in(router, `iptables -A ${chain} -i out -m conntrack --ctstate NEW -j DROP`);
    });
    this.become('cone');
  }

  become(nat: Nat): void {
    PUBLIC.routers.forEach((_, i) => {
      this.#in(this.#router(i), 'iptables -t nat -F POSTROUTING');
      this.#in(this.#router(i), `iptables -t nat -A POSTROUTING -o out -j MASQUERADE ${nat === 'symmetric' ? '--random-fully' : ''}`);
    });
  }

  /** From now on a firewall at the relays' place lets packets in to this port alone. */
  closeAllBut(port: string): void {
    for (const transport of ['udp', 'tcp']) this.#in(this.relay.namespace, `iptables -A INPUT -p ${transport} --dport ${port} -j ACCEPT`);
    this.#in(this.relay.namespace, 'iptables -P INPUT DROP');
  }

  /** The server's port, which is on the loopback of this machine, on the bridge. */
  async serve(origin: string): Promise<void> {
    const port = Number(new URL(origin).port);
    const join = (from: Socket, to: Socket) => from.on('error', () => to.destroy()).pipe(to);
    this.#server = createServer((from) => {
      const to = connect(port, '127.0.0.1');
      join(from, to);
      join(to, from);
    });
    this.#server.listen(port, PUBLIC.here);
    await once(this.#server, 'listening');
  }

  /** A browser on the host behind this router, to which `localhost`, where pages may use a microphone, is this machine. */
  async browserAt(i: number): Promise<Browser> {
    const { executablePath = chromium.executablePath(), args = [] } = PLAIN_BROWSER;
    const started = join(this.#folder, this.#host(i));
    writeFileSync(started, `#!/bin/sh\nexec ip netns exec ${this.#host(i)} ${executablePath} "$@"\n`);
    chmodSync(started, 0o700);
    const browser = await chromium.launch({ executablePath: started, args: [...args, `--host-resolver-rules=MAP localhost ${PUBLIC.here}`] });
    this.#browsers.push(browser);
    return browser;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
    this.#server?.close();
    const spaces = this.#ip('netns list').split('\n').map((line) => line.split(' ')[0] ?? '');
    for (const space of spaces.filter((each) => each.startsWith(this.#name))) this.#ip(`netns del ${space}`);
    this.#ip(`link del ${this.#name}`);
  }

  #attach(namespace: string, address: string): void {
    this.#ip(`netns add ${namespace}`);
    this.#ip(`link add ${namespace} type veth peer name out netns ${namespace}`);
    this.#ip(`link set ${namespace} master ${this.#name} up`);
    this.#up(namespace, 'out', address);
  }

  #up(namespace: string, device: string, address: string): void {
    this.#ip(`-n ${namespace} addr add ${address}/24 dev ${device}`);
    this.#ip(`-n ${namespace} link set ${device} up`);
    this.#ip(`-n ${namespace} link set lo up`);
  }

  #in(namespace: string, command: string): void {
    this.#ip(`netns exec ${namespace} ${command}`);
  }

  #ip(command: string): string {
    return execFileSync('ip', command.split(' ').filter(Boolean), { encoding: 'utf8' });
  }

  #router = (i: number): string => this.#named(`n${i}`);
  #host = (i: number): string => this.#named(`h${i}`);
  #named = (what: string): string => `${this.#name}${what}`;
}
