import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { submit } from './forms';

/** A person who signs in. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** A business and the person who registered it. */
export interface Business {
  readonly name: string;
  readonly owner: Person;
}

/** As the team page names them. */
export type Role = 'Owner' | 'Admin' | 'Staff' | 'Auditor';

/** The statement of the gate, word for word (Registration policy). */
export const statement =
  'By proceeding with registration, you agree to our collection and use of your data as outlined in our Privacy Policy.';

/** Somebody nobody has met: no test can take another's address. */
export function somebody(name = 'Ada Okafor'): Person {
  const id = randomUUID().slice(0, 8);
  const local = name.toLowerCase().replaceAll(/[^a-z]+/g, '.');
  return { name, email: `${local}.${id}@example.com`, password: `correct horse ${randomUUID()}` };
}

/** Reads the statement, ticks the box and goes on. */
export async function agree(page: Page): Promise<void> {
  await expect(page.getByText(statement)).toBeVisible();
  const consent = page.getByRole('checkbox', { name: 'I agree to the collection and use of my data', exact: true });
  await expect(consent).not.toBeChecked();
  await consent.check();
  await page.getByRole('button', { name: 'Continue to registration', exact: true }).click();
}

/** A business that nobody has met. */
const unknown = (owner = somebody()): Business => ({ name: `Harbour Dental ${randomUUID().slice(0, 8)}`, owner });

/** Registers a business through the gate as a person does, and is signed in afterwards as its owner. */
export async function registerBusiness(page: Page, owner: Person, country: string): Promise<Business> {
  const { name } = unknown(owner);
  await page.goto('/register');
  await expect(page.getByRole('heading', { name: 'Before you register', exact: true })).toBeVisible();
  await agree(page);
  await expect(page.getByRole('heading', { name: 'Create your business', exact: true })).toBeVisible();
  await page.getByLabel('Business name', { exact: true }).fill(name);
  await page.getByRole('combobox', { name: 'Country', exact: true }).selectOption({ label: country });
  await page.getByLabel('Your name', { exact: true }).fill(owner.name);
  await page.getByLabel('Work email', { exact: true }).fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Create business', exact: true }).click();
  await expect(page).not.toHaveURL(/\/register/);
  return { name, owner };
}

/** A new business, to whose owner this browser belongs; its page is still where it was. */
export async function newBusiness(page: Page, known: Partial<Business> = {}): Promise<Business> {
  const { name, owner } = { ...unknown(), ...known };
  const form = await submit(page, '/register', 'registration/agree', { agree: 'on' });
  const { email, password } = owner;
  await submit(page, form, 'registration/register', { business_name: name, country: 'US', name: owner.name, email, password });
  return { name, owner };
}

/** Signs in on a browser where nobody is. */
export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Invites a member from the team page, as owner or admin. Returns the link, which is shown once. */
export async function invite(page: Page, email: string, role: Role): Promise<string> {
  await page.goto('/team');
  await page.getByLabel('Work email', { exact: true }).fill(email);
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption({ label: role });
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  return page.getByRole('textbox', { name: 'Invitation link', exact: true }).inputValue();
}

/** Follows an invitation through the same gate, in the invited person's own browser, and is signed in. */
export async function joinTeam(page: Page, link: string, { name, password }: Person): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Before you join', exact: true })).toBeVisible();
  await agree(page);
  await page.getByLabel('Your name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page).not.toHaveURL(/\/join\//);
}

/** Invites somebody and lets them join, each at the server of their browser; their page is signed in. */
export async function addMember(inviter: Page, member: Page, role: Role, person: Person = somebody('Sam Rivera')): Promise<Person> {
  const link = await invite(inviter, person.email, role);
  // A path, because the member's browser may be at another server than the one that made the link.
  await joinTeam(member, new URL(link).pathname, person);
  return person;
}
