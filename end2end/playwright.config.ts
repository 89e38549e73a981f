import { defineConfig } from '@playwright/test';

/** The system's browser, without the windows that nobody sees: none is downloaded. CHROMIUM names another one. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';

/** The first four let Chromium run in a container; the others keep it from calling home. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Specs of what only a script can do: live updates, dialogs, keys. */
const needsScript = /\.wasm\.spec\.ts$/;

/** Specs of what the width of the screen does not change: keys, fields, what goes wrong on the way. */
const anyWidth = /\/(aria|display|import|keyboard|fields|mishaps|nodes|drawn|rooms)(\.wasm)?\.spec\.ts$/;

/** Specs that the poor phone runs without a script, so that no other needs to. */
const pages = /\/pages\.spec\.ts$/;

/** Specs of what a poor phone must do: every page fits and can be used, and a customer says no. */
const poorPhone = /\/(pages|policy|preferences)\.spec\.ts$/;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args },
    locale: 'en-US',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'chromium', use: desktop },
    { name: 'mobile', use: phone, testIgnore: anyWidth },
    { name: 'chromium without JavaScript', use: { ...desktop, javaScriptEnabled: false }, testIgnore: [needsScript, pages] },
    { name: 'mobile without JavaScript', use: { ...phone, javaScriptEnabled: false }, testMatch: poorPhone },
  ],
});
