import type { Locator, Page } from '@playwright/test';
import { newCustomer } from '../support/customers';
import { hydrated } from '../support/page';
import { addMember, newBusiness } from '../support/people';
import { expect, test } from '../support/test';

/** Marks the document, which a page that is loaded anew would not bear. */
async function remember(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-same', ''));
}

async function isSame(page: Page): Promise<void> {
  await expect(page.locator('html[data-same]')).toBeAttached();
}

/** Goes to a place of the rail, which is behind "Menu" on a narrow screen. */
async function goTo(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('link', { name, exact: true }).click();
}

test('a page that the server draws comes, saves and says so without a new document', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/customers');
  await hydrated(page);
  await remember(page);
  await goTo(page, 'Settings');
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
  await expect(page).toHaveTitle('Settings');
  await page.getByLabel('Hours until erasure after a withdrawal', { exact: true }).fill('5');
  await save(page).press('Enter');
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
  await expect(save(page)).toBeFocused();
  await expect(page.getByLabel('Hours until erasure after a withdrawal', { exact: true })).toHaveValue('5');
  await goTo(page, 'Customers');
  await expect(page).toHaveTitle('Customers');
  await isSame(page);
});

test('a drawn page names what was wrong, keeps what was typed, and leads there', async ({ page, guard }) => {
  guard.expect(/status of 422/);
  await newBusiness(page);
  await page.goto('/settings');
  await hydrated(page);
  await remember(page);
  const hours = page.getByLabel('Hours until erasure after a withdrawal', { exact: true });
  await hours.fill('500');
  await hours.press('Enter');
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(hours).toHaveValue('500');
  await expect(hours).toHaveAttribute('aria-invalid', 'true');
  await isSame(page);
});

/** The button that saves the hours until erasure. */
function save(page: Page): Locator {
  const card = page.getByRole('region', { name: 'Calls and erasure', exact: true });
  return card.getByRole('button', { name: 'Save', exact: true });
}

/** Opens the settings of a new business for its owner and an admin, and waits until both are live. */
async function openSettings(owner: Page, admin: Page): Promise<void> {
  await newBusiness(owner);
  await addMember(owner, admin, 'Admin');
  for (const page of [owner, admin]) {
    await page.goto('/settings');
    await hydrated(page);
    await expect(page.getByText('Live', { exact: true })).toBeAttached();
  }
}

/** Adds a holiday on the settings. */
async function addHoliday(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the holiday', { exact: true }).fill(name);
  await page.getByLabel('Date', { exact: true }).fill('2030-12-25');
  await page.getByRole('button', { name: 'Add holiday', exact: true }).click();
  await expect(page.getByRole('rowheader', { name, exact: true })).toBeVisible();
}

test('what is typed while a drawn page is read again stays', async ({ page, openBrowser }) => {
  const admin = await openBrowser();
  await openSettings(page, admin);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  const reads = (request: { method(): string; resourceType(): string }) =>
    request.method() === 'GET' && request.resourceType() === 'fetch';
  await page.route('**/settings', async (route) => {
    if (reads(route.request())) await held;
    await route.continue();
  });
  const asked = page.waitForRequest(reads);
  const answered = page.waitForResponse((response) => reads(response.request()));
  await addHoliday(admin, 'Christmas');
  await asked;
  const typed = page.getByLabel('Hours until erasure after a withdrawal', { exact: true });
  await typed.fill('7');
  answer();
  await (await answered).finished();
  // What came is in its place by the second frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(typed).toHaveValue('7');
  await expect(typed).toBeFocused();
  await save(page).press('Enter');
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
  await expect(typed).toHaveValue('7');
  await expect(page.getByRole('rowheader', { name: 'Christmas', exact: true })).toBeVisible();
});

test('news come to a drawn page by themselves, and never take away what is being typed', async ({ page, openBrowser }) => {
  const admin = await openBrowser();
  await openSettings(page, admin);
  await addHoliday(admin, 'Christmas');
  await expect(page.getByRole('rowheader', { name: 'Christmas', exact: true })).toBeVisible();

  const typed = page.getByLabel('Hours until erasure after a withdrawal', { exact: true });
  await typed.fill('7');
  await admin.getByRole('button', { name: 'Remove Christmas', exact: true }).click();
  await expect(admin.getByRole('rowheader', { name: 'Christmas', exact: true })).toHaveCount(0);
  await expect(page.getByText('Live', { exact: true })).toBeAttached();
  await expect(typed).toHaveValue('7');
  await save(page).press('Enter');
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Christmas', exact: true })).toHaveCount(0);
});

test('a drawn page writes its times in the zone of whoever reads it', async ({ page, openBrowser }) => {
  const { owner } = await newBusiness(page);
  const far = await openBrowser({ timezoneId: 'Asia/Tokyo' });
  await far.goto('/sign-in?next=/audit-log');
  await far.getByLabel('Email', { exact: true }).fill(owner.email);
  await far.getByLabel('Password', { exact: true }).fill(owner.password);
  await far.getByRole('button', { name: 'Sign in', exact: true }).click();
  await hydrated(far);
  const time = far.getByRole('table', { name: 'Entries', exact: true }).locator('time').first();
  const instant = (await time.getAttribute('datetime'))!;
  const there = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
  await expect(time).toContainText(there);
  await expect(time).not.toContainText('UTC');
});

test('a form of a drawn page keeps what was typed when the session is over, and says where to sign in', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/settings');
  await hydrated(page);
  const hours = page.getByLabel('Hours until erasure after a withdrawal', { exact: true });
  await hours.fill('9');
  await page.context().clearCookies();
  await hours.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Your session has ended.');
  await expect(page.getByRole('link', { name: 'Sign in on a new page, then send this form again' })).toBeVisible();
  await expect(hours).toHaveValue('9');
});

test('a list says that there is something newer, and stays as it is until it is told to show it', async ({ page, openBrowser }) => {
  await newBusiness(page);
  const colleague = await openBrowser();
  await addMember(page, colleague, 'Staff');
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0171' });
  await page.goto('/customers');
  await hydrated(page);
  await expect(page.getByText('Live', { exact: true })).toBeAttached();
  await remember(page);
  await newCustomer(colleague, 'Yes', { name: 'Ben Berg', phone: '212 555 0172' });
  const show = page.getByRole('button', { name: /^\d+ changed: show$/ });
  await expect(show).toBeVisible();
  const rows = page.getByRole('table', { name: 'Customers', exact: true }).getByRole('rowheader');
  await expect(rows).toHaveText(['Ada Abara']);
  await show.click();
  await expect(rows).toHaveCount(2);
  await expect(show).toHaveCount(0);

  // The way back from what a search found leads to the page where one is.
  await page.getByRole('searchbox', { name: 'Search customers', exact: true }).fill('nobody at all');
  await page.getByRole('searchbox', { name: 'Search customers', exact: true }).press('Enter');
  await expect(page.getByText('No customer matches')).toBeVisible();
  await page.getByRole('link', { name: 'Show all customers', exact: true }).click();
  await expect(rows).toHaveCount(2);
  await isSame(page);
});
