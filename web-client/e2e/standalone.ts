import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePorts } from './ports';
import { type Running, Server } from './process';
import type { Relay } from './relay';

const JAR = resolve(import.meta.dirname, '../../infra/standalone/target/callvault/callvault.jar');
const JVM_OPTIONS = resolve(import.meta.dirname, '../../infra/standalone/jvm.options');
const JAVA = '25';
/** Services with a management port of their own, from the one that is given on. */
const MANAGED = 3;
const JVMS = '/usr/lib/jvm';

export interface Standalone extends Running {
  readonly origin: string;
  /** What it writes for whoever runs it. */
  readonly log: string;
}

/** The whole of CallVault in one process, as `./callvault up` runs it. `folder` is there; its data go into a new one in it. */
export async function startStandalone(folder: string, relay: Relay): Promise<Standalone> {
  const jar = process.env.CALLVAULT_JAR ?? JAR;
  if (!existsSync(jar)) throw new Error(`The browser tests need ${jar}: run "./callvault test", which builds it first.`);
  const port = await freePorts(1 + MANAGED);
  const origin = `http://localhost:${port}`;
  const data = join(folder, 'data');
  // Too short a life to earn the optimizing compiler; and people who do not know each other show each other what happens.
  const args = [`@${JVM_OPTIONS}`, '-XX:TieredStopAtLevel=1', '-Dcallvault.policy.strangers-see-progress=true', '-jar', jar, '--port', String(port), '--management-port', String(port + 1), '--data', data];
  const server = new Server('CallVault', findJava(), args, {
    cwd: folder,
    env: { ...process.env, TURN_MODE: 'custom', TURN_URLS: relay.url, TURN_SECRET: relay.secret },
  });
  try {
    await server.until(() => isUp(origin), 240_000);
    const page = await fetch(origin);
    if (!page.headers.get('content-type')?.startsWith('text/html')) throw new Error(`${jar} was built without the web client.`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { origin, log: join(data, 'logs/callvault.log'), stop: () => server.stop() };
}

async function isUp(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/health`);
    const body: unknown = await response.json();
    return response.ok && typeof body === 'object' && body !== null && 'status' in body && body.status === 'up';
  } catch {
    return false;
  }
}

function findJava(): string {
  const installed = existsSync(JVMS) ? readdirSync(JVMS).map((name) => join(JVMS, name)) : [];
  const home = [process.env.JAVA_HOME, ...installed].find((folder) => folder && isRightVersion(folder));
  if (home) return join(home, 'bin/java');
  throw new Error(`The browser tests need a JDK ${JAVA}: install one and let JAVA_HOME name its folder.`);
}

function isRightVersion(home: string): boolean {
  const release = join(home, 'release');
  return existsSync(release) && readFileSync(release, 'utf8').includes(`JAVA_VERSION="${JAVA}`);
}
