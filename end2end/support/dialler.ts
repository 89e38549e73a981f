import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    dialled?: string[];
  }
  // The Navigation API, as far as it is used here.
  var navigation: EventTarget;
}

/**
 * Gives a browser a program that takes `tel:` addresses. Without one, Chromium asks itself what to do with such
 * an address, and drops what the mouse does meanwhile.
 */
export async function provideDialler(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    navigation.addEventListener('navigate', (event) => {
      const { url } = (event as Event & { destination: { url: string } }).destination;
      if (!url.startsWith('tel:')) return;
      event.preventDefault();
      (window.dialled ??= []).push(url);
    });
  });
}

/** The addresses that the page had dialled. */
export function dialled(page: Page): Promise<string[]> {
  return page.evaluate(() => window.dialled ?? []);
}
