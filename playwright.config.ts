import { defineConfig } from '@playwright/test'
import { findChromium } from './e2e/server/provision/chromium.mjs'

// A closed network must not slow a test down: Chromium is told to ask nobody but our own servers.
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: '.cache/e2e/results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // A test that passes at the second try has told us of a race.
  retries: 0,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['line'], ['json', { outputFile: process.env['E2E_REPORT'] ?? '.cache/e2e/report.json' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 7_000,
    screenshot: 'only-on-failure',
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: await findChromium(),
      // Chromium has no sandbox for root.
      args: [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [])],
    },
  },
})
