import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { untilNoonInNewYork } from './clock';
import { provideDialler } from './dialler';
import { Guard } from './guard';
import { Server } from './server';

export { expect };

interface TestFixtures {
  /** Watches all pages of the test: it fails on any complaint of a browser that was not expected. */
  guard: Guard;
  /** Opens the browser of another person: cookies of its own, watched like the first. */
  openBrowser: (options?: BrowserContextOptions) => Promise<Page>;
}

interface WorkerFixtures {
  /** The shipped server, one per worker. Tests share it and keep apart by a business of their own. */
  server: Server;
}

/** Playwright's `test`, against the shipped server and with no complaint left unheard. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await Server.start({ args: ['--scratch'], env: { RINGFENCE_CLOCK: untilNoonInNewYork() } });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },

  guard: [
    async ({ context, server }, use, info) => {
      const guard = new Guard(info.project.use.javaScriptEnabled !== false);
      guard.watch(context);
      await provideDialler(context);
      await use(guard);
      if (info.status !== info.expectedStatus) {
        await info.attach('server log', { body: await server.lines(), contentType: 'text/plain' });
      }
      expect(guard.unexpected(), 'complaints of the browser').toEqual([]);
    },
    { auto: true },
  ],

  // A context made here takes over the project's screen and settings, and the server's address.
  openBrowser: async ({ browser, guard }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      opened.push(context);
      guard.watch(context);
      await provideDialler(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});
