import { registerBusiness, signIn, somebody, statement } from '../support/people';
import { expect, test } from '../support/test';

test('who does not agree is told that access is denied, and nothing is stored', async ({ page, guard }) => {
  await page.goto('/register');
  await expect(page.getByText(statement)).toBeVisible();
  await page.getByRole('button', { name: 'I do not agree', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Registration needs your consent', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the consent statement', exact: true }).click();
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  guard.expect(/status of 4\d\d/);
  await page.goto('/register/account');
  await expect(page.getByRole('heading', { name: 'Before you register', exact: true })).toBeVisible();
});

test('without the tick the form comes back with what to do', async ({ page, guard }) => {
  guard.expect(/status of 422/);
  await page.goto('/register');
  await page.getByRole('button', { name: 'Continue to registration', exact: true }).click();
  await expect(page.getByText('Tick the box if you agree').first()).toBeVisible();
});

test('a business registers, signs out and signs in again', async ({ page }) => {
  const owner = somebody();
  await registerBusiness(page, owner, 'United Kingdom');
  await expect(page.getByRole('heading', { name: 'Customers', exact: true })).toBeVisible();
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, owner);
  await expect(page.getByRole('heading', { name: 'Customers', exact: true })).toBeVisible();
});

test('a wrong password and an unknown account get one answer', async ({ page, guard }) => {
  guard.expect(/status of 401/);
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(somebody().email);
  await page.getByLabel('Password', { exact: true }).fill('nobody knows this one');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('This email and password do not go together').first()).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue(/.*/);
});
