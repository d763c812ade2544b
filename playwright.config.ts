// A few journeys through the built page in a real browser.
import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';

// Two runs on one machine need a port each, and perhaps a build each.
const port = Number(process.env['E2E_PORT'] ?? 4183);
const dist = process.env['DIST'] ?? 'dist';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  workers: 2,
  fullyParallel: true,
  // Wall time on a busy machine, not a measure of anything: what is waited for is always a condition.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'en-GB',
    actionTimeout: 60_000,
    launchOptions: await launchOptions(),
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort --outDir ${dist}`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
  },
});
