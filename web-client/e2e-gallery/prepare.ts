import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { AXE_FILE, AXE_PATH } from './axe';
import { serve, type Served } from './serve';

const CLIENT = resolve(import.meta.dirname, '..');

/** Playwright's global setup: builds the gallery and the client, and serves both as the gateway would. */
export default async function prepare(): Promise<() => Promise<void>> {
  build('--mode', 'gallery');
  build('--outDir', 'target/budget', '--emptyOutDir', '--manifest');
  const served: Served[] = [];
  const gallery = await serve(resolve(CLIENT, 'target/gallery'), { [AXE_PATH]: AXE_FILE });
  served.push(gallery);
  const client = await serve(resolve(CLIENT, 'target/budget'));
  served.push(client);
  process.env.GALLERY_ORIGIN = gallery.origin;
  process.env.CLIENT_ORIGIN = client.origin;
  return async () => {
    await Promise.all(served.map((each) => each.stop()));
  };
}

function build(...args: string[]): void {
  const { NODE_ENV: _testing, ...env } = process.env;
  // In a process of its own and not told that this is a test: React would come in its slow edition for development.
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...args], { cwd: CLIENT, env, stdio: 'inherit' });
}
