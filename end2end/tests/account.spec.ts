import { axe, fitsTheScreen, hydrated, runsScripts } from '../support/page';
import { addMember, newBusiness, somebody } from '../support/people';
import { expect, test } from '../support/test';

test('the training is asked for until it was read', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/customers');
  await hydrated(page);
  const note = page.getByRole('complementary', { name: 'Training', exact: true });
  await note.getByRole('link', { name: 'Read the training', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Training', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'I have read and understood this', exact: true }).click();
  await expect(page.getByText('Thank you, that is all')).toBeVisible();
  await page.goto('/customers');
  await hydrated(page);
  await expect(note).toHaveCount(0);
});

test('a member changes their name, and it stands in the rail', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/account');
  await hydrated(page);
  await page.getByRole('textbox', { name: 'Your name', exact: true }).fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Change your name', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Ada Lovelace, owner', includeHidden: true })).toBeAttached();
});

test('a member is removed, and is out at once', async ({ page, openBrowser, guard }) => {
  guard.expect(/status of 401/);
  await newBusiness(page);
  const browser = await openBrowser();
  await addMember(page, browser, 'Staff', somebody('Sam Rivera'));
  await browser.goto('/customers');
  await hydrated(browser);
  await page.goto('/team');
  await hydrated(page);
  await page.getByRole('link', { name: 'Remove Sam Rivera', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Remove Sam Rivera', exact: true })).toBeVisible();
  await hydrated(page);
  await fitsTheScreen(page);
  await axe(page);
  await page.getByRole('button', { name: 'Remove Sam Rivera', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Team', exact: true })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Sam Rivera', exact: true })).toHaveCount(0);
  // With a script the page hears it by itself; without one it is said to whoever goes on.
  if (!runsScripts()) await browser.reload();
  await expect(browser).toHaveURL(/\/sign-in/);
});

test('a member withdraws their consent, and has no account any more', async ({ page, openBrowser, guard }) => {
  guard.expect(/status of 401/);
  await newBusiness(page);
  const browser = await openBrowser();
  const { email, password } = await addMember(page, browser, 'Staff', somebody('Sam Rivera'));
  await browser.goto('/account');
  await hydrated(browser);
  await browser.getByRole('link', { name: 'Withdraw your consent', exact: true }).click();
  await browser.getByLabel('Password', { exact: true }).fill(password);
  await browser.getByRole('button', { name: 'Withdraw and close my account', exact: true }).click();
  await expect(browser).toHaveURL(/\/account\/closed$/);
  await expect(browser.getByRole('heading', { name: 'Your account is closed', exact: true })).toBeVisible();
  await browser.goto('/sign-in');
  await browser.getByLabel('Email', { exact: true }).fill(email);
  await browser.getByLabel('Password', { exact: true }).fill(password);
  await browser.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(browser.getByText('This email and password do not go together').first()).toBeVisible();
});
