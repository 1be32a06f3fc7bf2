import { defineConfig } from '@playwright/test';
import { browserPath } from './kit/browser';

// Whatever runs is shown in TestResults/: a page that was not as expected has its picture and its trace there.
export default defineConfig({
  testDir: '.',
  outputDir: 'TestResults/runs',
  globalSetup: './kit/start.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['line'], ['json', { outputFile: process.env['TALLY_RESULTS'] ?? 'TestResults/results.json' }]],
  use: {
    launchOptions: { executablePath: browserPath(), args: ['--no-sandbox'] },
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
