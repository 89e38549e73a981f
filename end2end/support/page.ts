import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page, type Route } from '@playwright/test';

/** Whether this project's browser runs the scripts of pages. */
export function runsScripts(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Checks a page as it stands for accessibility, in light and in dark colours. No violation is allowed. */
export async function axe(page: Page): Promise<void> {
  if (!runsScripts()) return onTwin(page, checkColours);
  await checkColours(page);
}

async function checkColours(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}: ${node.html}`).join('\n')}`,
    );
    expect(found, `accessibility of ${page.url()} in ${colorScheme} colours`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/**
 * Shows the same HTML in a browser that runs scripts, but none of the page's: axe is a script itself and
 * would wait for ever where they are switched off.
 */
async function onTwin(page: Page, check: (twin: Page) => Promise<void>): Promise<void> {
  const context = await page.context().browser()!.newContext({
    javaScriptEnabled: true,
    viewport: page.viewportSize(),
    storageState: await page.context().storageState(),
  });
  const twin = await context.newPage();
  const body = await page.content();
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'none'" };
  await twin.route(page.url(), (route) => route.fulfill({ headers, body }));
  await twin.goto(page.url());
  await check(twin);
  await context.close();
}

/** Waits until the script has taken over the page: `<html data-hydrated>` says so. Without scripts it never does. */
export async function hydrated(page: Page): Promise<void> {
  if (!runsScripts()) return;
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** Checks that nothing on the page is wider than the screen. */
export async function fitsTheScreen(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, `pixels that ${page.url()} is too wide`).toBeLessThanOrEqual(0);
}

/** Presses a form's button again after the server has done what was asked, and before its answer is there. */
export async function pressTwice(button: Locator): Promise<void> {
  const page = button.page();
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await button.boundingBox())!;
  // The mouse itself: a button that says that it is busy is pressed all the same.
  const press = () => page.mouse.click(x + width / 2, y + height / 2);
  let isFirst = true;
  const held = async (route: Route) => {
    if (!isFirst || route.request().method() !== 'POST') return route.fallback();
    isFirst = false;
    const response = await route.fetch({ maxRedirects: 0 });
    await press();
    await route.fulfill({ response });
  };
  await page.route('**', held);
  await press();
}
