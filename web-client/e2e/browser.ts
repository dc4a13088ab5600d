import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const CHROMIUM = '/usr/bin/chromium';
/** Chromium without the windows around the page, which take more of the processor than the page does. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

const ARGS: readonly string[] = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** The whole browser, as people have it: for what takes times. */
export const BROWSER: LaunchOptions = { ...firstOf(CHROMIUM), args: [...ARGS] };

/** The browser of all other tests. */
export const PLAIN_BROWSER: LaunchOptions = {
  ...firstOf(HEADLESS_SHELL, CHROMIUM),
  // An emulated graphics card draws the same, and takes longer.
  args: [...ARGS, '--disable-gpu'],
};

/** The system's own, with a made-up camera and microphone; without one Playwright takes its own and says how to install it. */
function firstOf(...paths: readonly string[]): Pick<LaunchOptions, 'executablePath'> {
  const executablePath = paths.find((path) => existsSync(path));
  return executablePath === undefined ? {} : { executablePath };
}
