// The page: how it is built, served while developing, and tested (Vitest is configured here too).
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser.mjs';
import { offline } from './scripts/offline.mjs';
import { python } from './scripts/python.mjs';
import { recordLessons } from './scripts/records.mjs';
import { sharedWorker } from './scripts/sharedWorker.mjs';
import { contentPolicyPlugin } from './src/cli/contentPolicy.ts';
import { lessonsPlugin } from './src/cli/lessonsPlugin.ts';
import { suspendingFlags } from './src/python/suspending.ts';

// Plugins of our own that page, component tests and unit tests all need (lessons become JSON here).
const flags = suspendingFlags(process.versions.node);
const lessons = lessonsPlugin(fileURLToPath(new URL('lessons', import.meta.url)), (all) =>
  recordLessons(all, { flags }),
);
const plugins = [svelte(), lessons, python()];

export default defineConfig(async () => ({
  base: './',
  plugins: [...plugins, sharedWorker(), contentPolicyPlugin(), offline()],
  resolve: {
    alias: {
      // Its browser build asks `document` for character references, which a worker has not; this one brings a table.
      'decode-named-character-reference': fileURLToPath(import.meta.resolve('decode-named-character-reference')),
    },
  },
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The home page needs a little of base, and nothing of the simulator.
            { name: 'base', test: /\/src\/base\// },
            { name: 'world', test: /\/src\/(wire|stack|devices|sim)\//, tags: ['$initial' as const] },
            // Small parts that a lesson needs at once: one file of them is smaller than six.
            {
              name: 'lesson',
              test: /\/src\/(ui\/lesson\/(programsRun|places)|ui\/code\/supported|lesson\/(reached|prose)|sim\/(place|labProgram|socketRow|tables|dissected))\.ts$/,
            },
          ],
        },
      },
    },
  },
  // Found late, by a test that parses lessons, they would make Vite reload the page in the middle of it.
  optimizeDeps: {
    include: [
      '@xterm/xterm',
      'd3',
      'mdast-util-from-markdown',
      'mdast-util-gfm-table',
      'micromark-extension-gfm-table',
      'yaml',
    ],
  },
  worker: { format: 'es' as const, plugins: () => plugins },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: 60_000, // wall time on a busy machine, not a measure of anything
          include: ['test/**/*.test.ts'],
          exclude: ['test/ui/**', 'test/e2e/**', 'test/bench/**'],
          setupFiles: ['src/sim/equipment.ts'],
          execArgv: suspendingFlags(process.versions.node), // of the process of each test file: some of them run Python
        },
      },
      {
        extends: true as const,
        test: {
          name: 'component',
          include: ['test/ui/**/*.test.ts'],
          setupFiles: ['src/sim/equipment.ts', 'test/support/wholeLanguage.ts'],
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } }, // what is awaited may come late on a busy machine
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: process.env['VITEST'] ? await launchOptions() : {} }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
  },
}));
