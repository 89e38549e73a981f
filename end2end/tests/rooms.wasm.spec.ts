import { hydrated } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

/** The code of the pages; the app's own is another file. */
const rooms = /\/(split|chunk)_\w+\.wasm$/;

test('a page whose code does not come is asked of the server, and works without it', async ({ page, guard }) => {
  guard.expect(/status of 404/);
  guard.expect(/HTTP status code is not ok/);
  await newBusiness(page);
  // As after a new build: what this page would load is gone.
  await page.route(rooms, (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/dashboard');
  await hydrated(page);
  await page.evaluate(() => document.documentElement.setAttribute('data-same', ''));
  await page.evaluate(() => document.querySelector<HTMLElement>('a[href="/check"]')?.click());
  await expect(page).toHaveURL('/check');
  await expect(page.getByRole('heading', { name: 'Check a number', exact: true })).toBeVisible();
  await expect(page.locator('html[data-same]')).not.toBeAttached();
  await page.getByLabel('Phone', { exact: true }).fill('212 555 0160');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText('Checked at')).toBeVisible();
  await expect(page.locator('html[data-hydrated]')).not.toBeAttached();

  await page.unroute(rooms);
  await page.reload();
  await hydrated(page);
});
