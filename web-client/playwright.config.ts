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
    // A tenth of the time. Of what failed there are a picture and the page's tree; "npm run e2e -- --trace on" tells more.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: PLAIN_BROWSER,
  },
});
