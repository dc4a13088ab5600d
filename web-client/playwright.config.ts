import { defineConfig } from '@playwright/test';
import { PLAIN_BROWSER } from './e2e/browser';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/servers.ts',
  // One server for all, and two browsers with video per test are work enough for a small machine.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    // Its pictures of every moment take as long as the tests themselves; the page's own trees tell as much.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: PLAIN_BROWSER,
  },
});
