import { expect, type Page } from '@playwright/test';
import { submit } from './forms';
import { hydrated } from './page';

/** The four answers to the script. */
export type Answer = 'Yes' | 'Yes, but no calls' | 'No' | 'Not asked';

/** What staff type about a person. */
export interface Typed {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Opens a new interaction and gives the answer. */
export async function answer(page: Page, given: Answer, path = '/customers/new'): Promise<void> {
  await page.goto(path);
  await hydrated(page);
  await expect(page.getByRole('heading', { name: 'New interaction', exact: true })).toBeVisible();
  await page.getByRole('button', { name: given, exact: true }).click();
}

/** Types what the person let us save. */
export async function type(page: Page, { name, phone = '', email = '' }: Typed): Promise<void> {
  await page.getByLabel('Full name', { exact: true }).fill(name);
  await page.getByLabel('Phone', { exact: true }).fill(phone);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Time zone', { exact: true }).fill('America/New_York');
}

/** Saves a customer through the interaction, and leaves the page at theirs. */
export async function saveCustomer(page: Page, given: Answer, typed: Typed): Promise<void> {
  await answer(page, given);
  await type(page, typed);
  await page.getByRole('button', { name: 'Save customer', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: typed.name, exact: true })).toBeVisible();
}

/** A customer who gave this answer; the page is theirs. */
export async function newCustomer(page: Page, given: 'Yes' | 'Yes, but no calls', typed: Typed): Promise<void> {
  const answer = given === 'Yes' ? 'yes' : 'yes_but_no_calls';
  const fields = { phone: '', email: '', company: '', time_zone: 'America/New_York', note: '', ...typed };
  await page.goto(await submit(page, `/customers/new?answer=${answer}`, 'interaction/save', fields));
  await expect(page.getByRole('heading', { level: 1, name: typed.name, exact: true })).toBeVisible();
}

/** The call button of the page's first number. */
export function callButton(page: Page) {
  return page.getByRole('button', { name: 'Call', exact: true }).first();
}

/** The names in the list of customers. */
export async function names(page: Page): Promise<string[]> {
  await page.goto('/customers');
  await hydrated(page);
  await expect(page.getByRole('heading', { name: 'Customers', exact: true })).toBeVisible();
  return page.getByRole('table', { name: 'Customers', exact: true }).getByRole('rowheader').allInnerTexts();
}
