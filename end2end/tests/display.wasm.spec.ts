import type { Page } from '@playwright/test';
import { untilNoonInNewYork } from '../support/clock';
import { answer, callButton, newCustomer } from '../support/customers';
import { axe, fitsTheScreen, hydrated } from '../support/page';
import { newBusiness } from '../support/people';
import { Server, type ServerOptions } from '../support/server';
import { expect, test as base } from '../support/test';

/** A server that can be ended and started again where its pages look for it. */
interface Own {
  readonly url: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

const test = base.extend<{ own: Own }>({
  own: async ({}, use) => {
    const options: ServerOptions = { args: ['--scratch'], env: { RINGFENCE_CLOCK: untilNoonInNewYork() } };
    const first = await Server.start(options);
    let running = first;
    await use({
      url: first.url,
      kill: () => running.kill(),
      restart: async () => {
        running = await Server.start({ ...options, data: first.data, port: first.port });
      },
    });
    if (running.running()) await running.stop();
    await first.remove();
  },
});

/** Makes a display on the page of staff, and stays on its own. Returns the code that waits for the screen. */
async function makeDisplay(page: Page, name = 'Front office'): Promise<string> {
  await page.goto('/displays');
  await hydrated(page);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Time zone', { exact: true }).fill('America/New_York');
  await page.getByRole('button', { name: 'Make display', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  return page.locator('.pairing-code').innerText();
}

/** Enters the code on the screen, with the keyboard alone as with a remote control. */
async function connect(screen: Page, code: string): Promise<void> {
  await screen.goto('/display');
  await expect(screen.getByLabel('Code', { exact: true })).toBeFocused();
  await screen.keyboard.type(code);
  await screen.keyboard.press('Enter');
  await expect(screen.locator('#as-of')).toHaveText(/^\d\d:\d\d:\d\d$/);
  expect(new URL(screen.url()).pathname).toBe('/display');
}

/** The number that a screen shows under these words. */
function number(screen: Page, words: string) {
  return screen.locator('.figure', { hasText: words }).locator('b');
}

const stale = (screen: Page) => screen.getByRole('alert').filter({ hasText: 'No connection' });

async function sayNo(page: Page): Promise<void> {
  await answer(page, 'No');
  await page.getByRole('button', { name: 'Record refusal', exact: true }).click();
  await expect(page.getByText('The refusal is recorded without a name, number or address.')).toBeVisible();
}

test('a screen counts a no at once, and names nobody', async ({ page, openBrowser }) => {
  await newBusiness(page);
  const screen = await openBrowser();
  await connect(screen, await makeDisplay(page));
  await expect(number(screen, 'Refusals today')).toHaveText('0');
  await fitsTheScreen(screen);
  await axe(screen);

  await sayNo(page);
  await expect(number(screen, 'Refusals today')).toHaveText('1');
  await expect(screen.getByRole('list', { name: 'What happened', exact: true })).toContainText('Someone said no, and nothing was saved');

  await newCustomer(page, 'Yes, but no calls', { name: 'Lourdes Bauswell', phone: '212 555 0177', email: 'lourdes@example.com' });
  await expect(number(screen, 'Consents today')).toHaveText('1');
  await expect(number(screen, 'Refusals today')).toHaveText('2');
  await hydrated(page);
  await callButton(page).press('Enter');
  await expect(number(screen, 'Calls prevented today')).toHaveText('1');
  const shown = await screen.content();
  for (const personal of ['Lourdes', 'Bauswell', '555', '0177', 'lourdes@example.com']) expect(shown).not.toContain(personal);
  await expect(stale(screen)).toBeHidden();

  await page.goto('/displays');
  await expect(page.getByRole('row', { name: /Front office/ })).toContainText('Paired');
});

test('the code of the picture is entered by its link, which pairs nothing itself', async ({ page, openBrowser, guard }) => {
  guard.expect(/status of 422/);
  await newBusiness(page);
  const code = await makeDisplay(page);
  await expect(page.getByRole('img', { name: 'The code as a QR code', exact: true })).toBeVisible();
  const screen = await openBrowser();
  await screen.goto(`/display/${code.replace(' ', '')}`);
  expect(new URL(screen.url()).pathname).toBe('/display');
  await expect(screen.getByLabel('Code', { exact: true })).toHaveValue(code.replace(' ', ''));
  await axe(screen);
  await screen.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(number(screen, 'Refusals today')).toHaveText('0');

  const second = await openBrowser();
  await second.goto('/display');
  await second.getByLabel('Code', { exact: true }).fill(code);
  await second.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(second.getByRole('alert')).toHaveText('This code is not good, or not any more. Ask for a new one');
  await axe(second);
});

test('a screen whose server is gone says so, and comes back by itself', async ({ own, openBrowser, guard }) => {
  test.slow();
  guard.expect(/WebSocket connection to .* failed/);
  const owner = await openBrowser({ baseURL: own.url });
  await newBusiness(owner);
  const screen = await openBrowser({ baseURL: own.url });
  await connect(screen, await makeDisplay(owner));
  await sayNo(owner);
  await expect(number(screen, 'Refusals today')).toHaveText('1');
  const drawn = await screen.evaluate(() => performance.timeOrigin);

  await own.kill();
  await expect(stale(screen)).toBeVisible();
  await expect(stale(screen)).toContainText(/as of \d\d:\d\d:\d\d/);

  await own.restart();
  await expect(stale(screen)).toBeHidden({ timeout: 40_000 });
  await sayNo(owner);
  await expect(number(screen, 'Refusals today')).toHaveText('2');
  expect(await screen.evaluate(() => performance.timeOrigin), 'the page was never loaded again').toBe(drawn);
});

test('a socket that falls silent is not trusted, however open it looks', async ({ page, openBrowser }) => {
  await newBusiness(page);
  const screen = await openBrowser();
  await connect(screen, await makeDisplay(page));
  await screen.clock.install();
  await screen.routeWebSocket(/\/live\/display/, () => undefined);
  await screen.reload();
  await expect(stale(screen)).toBeHidden();
  await screen.clock.runFor(40_000);
  await expect(stale(screen)).toBeHidden();
  await screen.clock.runFor(7_000);
  await expect(stale(screen)).toBeVisible();
});

test('what is chosen anew is shown at once, and a revoked screen says so and never asks for a password', async ({ page, openBrowser }) => {
  await newBusiness(page);
  const screen = await openBrowser();
  await connect(screen, await makeDisplay(page));
  await page.reload();
  await hydrated(page);
  await page.getByRole('combobox', { name: 'Number on the left', exact: true }).selectOption({ label: 'Marked do not call' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(number(screen, 'Marked do not call')).toHaveText('0', { timeout: 20_000 });

  await page.getByRole('button', { name: 'Revoke display', exact: true }).click();
  await expect(screen.getByRole('heading', { name: 'This display was turned off', exact: true })).toBeVisible();
  for (const load of ['as it is', 'again']) {
    if (load === 'again') await screen.reload();
    expect(new URL(screen.url()).pathname).toBe('/display');
    await expect(screen.getByLabel('Password', { exact: true })).toHaveCount(0);
    await expect(screen.getByLabel('Code', { exact: true })).toBeVisible();
  }
  await axe(screen);
});

test('a day of frames leaves the heap of a screen as it was', async ({ page, openBrowser }) => {
  test.slow();
  await newBusiness(page);
  const screen = await openBrowser();
  await connect(screen, await makeDisplay(page));
  await screen.addInitScript(() => {
    // A socket that the test speaks through: a day goes by as fast as the page can hear.
    const Silent = class {
      onmessage: ((message: { data: string }) => void) | null = null;
      constructor() {
        Object.assign(window, { heard: this });
      }
      close(): void {}
    };
    Object.assign(window, { WebSocket: Silent });
  });
  await screen.reload();
  const devtools = await screen.context().newCDPSession(screen);
  const hear = (hours: number) =>
    screen.evaluate((hours) => {
      const { heard } = window as unknown as { heard: { onmessage(message: { data: string }): void } };
      for (let at = 0, seq = 0; at < hours * 3_600; at += 5, seq += 1) {
        const event = at % 20 === 0 ? null : 'call_refused';
        const counts = { consents_today: seq, refusals_today: seq, calls_prevented_today: seq };
        heard.onmessage({ data: JSON.stringify({ seq, at: new Date(Date.now() + at * 1_000), counts, event }) });
      }
    }, hours);
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  await hear(2);
  const before = await heap();
  await hear(24);
  expect((await heap()) / before, 'how much larger the heap is after a day').toBeLessThanOrEqual(1.05);
  await expect(screen.getByRole('list', { name: 'What happened', exact: true }).getByRole('listitem')).toHaveCount(6);
});
