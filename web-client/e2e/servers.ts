import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startRelay } from './relay';
import type { Running } from './process';
import { startStandalone } from './standalone';

/** Kept when the folder goes: a test that failed may have its cause there. */
const LOGS = resolve(import.meta.dirname, '../test-results/logs');

/** Playwright's global setup: a relay and the whole of CallVault, on free ports and in a fresh folder. */
export default async function servers(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'callvault-e2e-'));
  const running: Running[] = [];
  const stop = async () => {
    const stopped = await Promise.allSettled(running.splice(0).map((each) => each.stop()));
    const logs = join(folder, 'data/logs');
    if (existsSync(logs)) cpSync(logs, LOGS, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    for (const each of stopped) if (each.status === 'rejected') throw each.reason;
  };
  try {
    const relay = await startRelay(join(folder, 'relay'), randomBytes(24).toString('hex'));
    running.push(relay);
    const standalone = await startStandalone(folder, relay);
    running.push(standalone);
    process.env.E2E_TURN_SECRET = relay.secret;
    process.env.E2E_ORIGIN = standalone.origin;
    process.env.E2E_LOG = standalone.log;
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
