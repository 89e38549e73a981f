import type { Page } from '@playwright/test';
import { answer, callButton, names, newCustomer, saveCustomer, type } from '../support/customers';
import { hydrated, pressTwice, runsScripts } from '../support/page';
import { addMember, newBusiness } from '../support/people';
import { runImport, tryOut, upload } from '../support/lists';
import { Server } from '../support/server';
import { untilNoonInNewYork } from '../support/clock';
import { expect, test as base } from '../support/test';

/** A server of the test's own, which can end without warning and come back. */
interface Own {
  readonly url: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

const test = base.extend<{ own: Own }>({
  own: async ({}, use) => {
    const options = { args: ['--scratch'], env: { RINGFENCE_CLOCK: untilNoonInNewYork() } };
    const first = await Server.start(options);
    let running = first;
    const restart = async () => {
      running = await Server.start({ ...options, data: first.data, port: first.port });
    };
    await use({ url: first.url, kill: () => first.kill(), restart });
    if (running.running()) await running.stop();
    await first.remove();
  },
});

/** Opens a page of the address's customer and waits until it answers. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const saveNew = (page: Page) => page.getByRole('button', { name: 'Save customer', exact: true });

test('what was changed elsewhere meanwhile is not written over, and what was typed stays', async ({ page, openBrowser, guard }) => {
  guard.expect(/status of 409/);
  await newBusiness(page);
  const colleague = await openBrowser();
  await addMember(page, colleague, 'Staff');
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0180' });
  const path = new URL(page.url()).pathname;
  await open(page, `${path}/edit`);
  await open(colleague, `${path}/edit`);
  await colleague.getByLabel('Company', { exact: true }).fill('Harbour Dental');
  await save(colleague).click();
  await expect(colleague.getByRole('heading', { level: 1, name: 'Ada Abara', exact: true })).toBeVisible();

  await page.getByLabel('City', { exact: true }).fill('Lagos');
  await page.getByLabel('Note', { exact: true }).fill('Prefers letters');
  await save(page).click();
  await expect(page.getByRole('alert')).toContainText('Someone changed this while you worked');
  await expect(page.getByLabel('City', { exact: true })).toHaveValue('Lagos');
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Prefers letters');
  await save(page).click();
  await expect(page.getByRole('alert'), 'a second try does not slip through').toContainText('Someone changed this');

  await page.getByRole('link', { name: 'Load the page again', exact: true }).click();
  await expect(page.getByLabel('Company', { exact: true })).toHaveValue('Harbour Dental');
  await hydrated(page);
  await page.getByLabel('City', { exact: true }).fill('Lagos');
  await save(page).click();
  await expect(page.getByRole('region', { name: 'Details', exact: true })).toContainText(/Harbour Dental.*Lagos/s);
});

test('a form that is sent twice is done once', async ({ page }) => {
  await newBusiness(page);
  await answer(page, 'Yes');
  await type(page, { name: 'Ada Abara', phone: '212 555 0181' });
  await pressTwice(saveNew(page));
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Abara', exact: true })).toBeVisible();
  expect(await names(page)).toEqual(['Ada Abara']);

  await page.getByRole('link', { name: 'Ada Abara', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Abara', exact: true })).toBeVisible();
  await hydrated(page);
  await pressTwice(page.getByRole('button', { name: /^Mark do not call/ }));
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  const path = new URL(page.url()).pathname;
  await open(page, path);
  await expect(page.getByRole('region', { name: 'History', exact: true }).getByText('Marked do not call')).toHaveCount(1);
});

test('the way back after saving leads to an empty form, and saves nobody twice', async ({ page }) => {
  await newBusiness(page);
  await saveCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0182' });
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'New interaction', exact: true })).toBeVisible();
  await hydrated(page);
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(page.getByLabel('Full name', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Phone', { exact: true })).toHaveValue('');
  await type(page, { name: 'Ben Berg', phone: '212 555 0183' });
  await saveNew(page).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ben Berg', exact: true })).toBeVisible();
  expect(await names(page)).toEqual(['Ada Abara', 'Ben Berg']);
});

test('a list that was imported cannot be imported again by the way back', async ({ page }) => {
  await newBusiness(page);
  await upload(page, { name: 'list.csv', content: 'Name,Phone\nAda Abara,212 555 0184\n' });
  await tryOut(page);
  const tried = page.url();
  await runImport(page);
  await open(page, tried);
  await expect(page.getByText('This list is not here any more: lists are kept for an hour. Upload it again.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0);
  expect(await names(page)).toEqual(['Ada Abara']);
});

test('of two answers for one person at the same moment the no stands', async ({ page, openBrowser }) => {
  await newBusiness(page);
  const colleague = await openBrowser();
  await addMember(page, colleague, 'Staff');
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0185' });
  const path = new URL(page.url()).pathname;
  await answer(page, 'Yes', `${path}/interaction`);
  await answer(colleague, 'Yes, but no calls', `${path}/interaction`);
  await Promise.all([saveNew(page).click(), saveNew(colleague).click()]);
  for (const screen of [page, colleague]) {
    await expect(screen.getByRole('heading', { level: 1, name: 'Ada Abara', exact: true })).toBeVisible();
    await open(screen, path);
    await expect(callButton(screen)).toHaveAttribute('aria-disabled', 'true');
    await expect(screen.getByRole('region', { name: 'Consent', exact: true })).toContainText('Data collection: given');
  }
});

test('an answer for somebody who withdrew meanwhile is refused', async ({ page, openBrowser, guard }) => {
  guard.expect(/status of 404/);
  await newBusiness(page);
  const colleague = await openBrowser();
  await addMember(page, colleague, 'Staff');
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0186' });
  const path = new URL(page.url()).pathname;
  await answer(page, 'Yes', `${path}/interaction`);
  await answer(colleague, 'No', `${path}/interaction`);
  await colleague.getByRole('button', { name: 'Record refusal', exact: true }).click();
  await expect(colleague.getByText('Consent withdrawn', { exact: true })).toBeVisible();
  await saveNew(page).click();
  await expect(page.getByRole('alert')).toContainText('The address may be wrong, or the data was erased.');
  await open(page, path);
  await expect(page.getByText('Consent withdrawn', { exact: true })).toBeVisible();
});

test('a form of somebody who was signed out meanwhile leads to the sign-in, and back', async ({ page }) => {
  test.skip(runsScripts(), 'with a script the page says so, and what was typed stays');
  const { owner } = await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0187' });
  const path = new URL(page.url()).pathname;
  await open(page, `${path}/edit`);
  await page.getByLabel('City', { exact: true }).fill('Lagos');
  await page.context().clearCookies();
  await save(page).click();
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  await page.getByLabel('Email', { exact: true }).fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${path}/edit$`));
});

test('a restart between opening a form and sending it loses nothing', async ({ own, openBrowser, guard }) => {
  guard.expect(/status of 422|ERR_CONNECTION_REFUSED|WebSocket connection to .* failed/);
  const page = await openBrowser({ baseURL: own.url });
  await newBusiness(page);
  await answer(page, 'Yes');
  await type(page, { name: 'Ada Abara', phone: '12' });
  await own.kill();
  if (runsScripts()) {
    await saveNew(page).click();
    await expect(page.getByRole('alert')).toContainText('The server cannot be reached. Check your connection.');
    await expect(page.getByLabel('Full name', { exact: true })).toHaveValue('Ada Abara');
  }
  await own.restart();
  await saveNew(page).click();
  await expect(page.getByLabel('Phone', { exact: true })).toHaveAccessibleDescription(/short or emergency number/);
  await expect(page.getByLabel('Full name', { exact: true })).toHaveValue('Ada Abara');
  await page.getByLabel('Phone', { exact: true }).fill('212 555 0188');
  await saveNew(page).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Abara', exact: true })).toBeVisible();
  expect(await names(page)).toEqual(['Ada Abara']);
});
