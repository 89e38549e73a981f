import type { Locator, Page } from '@playwright/test';
import { answer, newCustomer } from '../support/customers';
import { hydrated, runsScripts } from '../support/page';
import { agree, newBusiness, somebody } from '../support/people';
import { expect, test } from '../support/test';

/** Longer than any field holds. */
const overlong = 'ä'.repeat(2_500);
/** A bell, and the sign that turns the direction of reading. */
const control = 'a\u0007b\u202ec';
/** What would be a tag, had it been taken for one. */
const tags = '</textarea></title><img src=x onerror=alert()><b>bold</b>';

const unshown = 'Remove the characters that cannot be shown';
const noAddress = 'Enter an email address like name@example.com';
const noPhone = 'Enter a number with its area code, like (415) 555-0127';
const noZone = 'Choose a time zone from the list';
const atMost = (length: number) => `Use at most ${length} characters`;

/** What a field says to an overlong text, to control characters, and to tags, unless it takes them. */
type Says = readonly [label: string, overlong: string, control: string, tags?: string];

interface Tried {
  readonly name: string;
  /** Opens the page of the form, in a new business. */
  open(page: Page): Promise<void>;
  readonly button: string;
  readonly fields: readonly Says[];
}

/** Leads to a page of a customer who was just saved. */
async function ofCustomer(page: Page, given: 'Yes' | 'Yes, but no calls', rest = ''): Promise<void> {
  await newBusiness(page);
  await newCustomer(page, given, { name: 'Ada Abara', phone: '212 555 0195' });
  await page.goto(new URL(page.url()).pathname + rest);
  await hydrated(page);
}

const forms: readonly Tried[] = [
  {
    name: 'a new customer',
    button: 'Save customer',
    open: async (page) => {
      await newBusiness(page);
      await answer(page, 'Yes');
    },
    fields: [
      ['Full name', atMost(200), unshown],
      ['Phone', noPhone, noPhone, noPhone],
      ['Email', atMost(254), noAddress, noAddress],
      ['Company', atMost(200), unshown],
      ['Time zone', noZone, noZone, noZone],
      ['Note', atMost(2000), unshown],
    ],
  },
  {
    name: 'the details of a customer',
    button: 'Save',
    open: (page) => ofCustomer(page, 'Yes', '/edit'),
    fields: [
      ['Full name', atMost(200), unshown],
      ['Company', atMost(200), unshown],
      ['Street address', atMost(200), unshown],
      ['City', atMost(200), unshown],
      ['State or region', atMost(200), unshown],
      ['Postal code', atMost(200), unshown],
      ['Time zone', noZone, noZone, noZone],
      ['Note', atMost(2000), unshown],
    ],
  },
  {
    name: 'a number and an address more',
    button: 'Add',
    open: (page) => ofCustomer(page, 'Yes', '/edit'),
    fields: [
      ['Phone', noPhone, noPhone, noPhone],
      ['Email', atMost(254), noAddress, noAddress],
      ['Label', atMost(200), unshown],
    ],
  },
  {
    name: 'a contact',
    button: 'Log this contact',
    open: (page) => ofCustomer(page, 'Yes'),
    fields: [['Note', atMost(2000), unshown]],
  },
  {
    name: 'the answer of a customer on file',
    button: 'Save customer',
    open: async (page) => {
      await ofCustomer(page, 'Yes');
      await answer(page, 'Yes', `${new URL(page.url()).pathname}/interaction`);
    },
    fields: [['Note', atMost(2000), unshown]],
  },
  {
    name: 'a refusal',
    button: 'Record refusal',
    open: async (page) => {
      await newBusiness(page);
      await answer(page, 'No');
    },
    fields: [['Note', atMost(500), unshown]],
  },
  {
    name: 'the end of a mark',
    button: 'Remove the mark',
    open: async (page) => {
      await ofCustomer(page, 'Yes, but no calls');
      await page.getByRole('button', { name: 'Remove do not call', exact: true }).click();
      await page.getByRole('radio', { name: 'The customer asked for it' }).check();
    },
    fields: [
      ['Reason', atMost(500), unshown],
      ['Evidence', atMost(500), unshown],
    ],
  },
  {
    name: 'an invitation',
    button: 'Invite',
    open: async (page) => {
      await newBusiness(page);
      await page.goto('/team');
      await hydrated(page);
    },
    fields: [['Work email', atMost(254), noAddress, noAddress]],
  },
  {
    name: 'a number to be checked',
    button: 'Check',
    open: async (page) => {
      await newBusiness(page);
      await page.goto('/check');
      await hydrated(page);
    },
    fields: [['Phone', noPhone, noPhone, noPhone]],
  },
  {
    name: 'a new business',
    button: 'Create business',
    open: async (page) => {
      await page.goto('/register');
      await agree(page);
      await expect(page.getByRole('heading', { name: 'Create your business', exact: true })).toBeVisible();
      await hydrated(page);
    },
    fields: [
      ['Business name', atMost(200), unshown],
      ['Your name', atMost(100), unshown],
      ['Work email', atMost(254), noAddress, noAddress],
    ],
  },
];

for (const { name, open, button, fields } of forms) {
  test(`${name}: what does not fit is named beside its field, and stays`, async ({ page, guard }) => {
    guard.expect(/status of 422/);
    await open(page);
    for (const [typed, at] of [[overlong, 1], [control, 2]] as const) {
      for (const [label] of fields) await field(page, label).fill(typed);
      await page.getByRole('button', { name: button, exact: true }).click();
      for (const says of fields) await refused(page, says[0], typed, says[at]);
    }
    const refusing = fields.filter(([, , , sentence]) => sentence !== undefined);
    for (const [label, , , sentence] of refusing) {
      await field(page, label).fill(tags);
      await page.getByRole('button', { name: button, exact: true }).click();
      await refused(page, label, tags, sentence!);
    }
    await expect(page.locator('img, b:text-is("bold")')).toHaveCount(0);
  });
}

function field(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

async function refused(page: Page, label: string, typed: string, sentence: string): Promise<void> {
  const told = field(page, label);
  await expect(told).toHaveAccessibleDescription(new RegExp(sentence.replaceAll(/[().]/g, '\\$&')));
  await expect(told).toHaveAttribute('aria-invalid', 'true');
  await expect(told).toHaveValue(typed);
  await expect(page.getByRole('alert').getByRole('link', { name: sentence, exact: true }).first()).toBeVisible();
}

test('a password that is too short, too long or too easy is refused, and is not sent back', async ({ page, guard }) => {
  guard.expect(/status of 422/);
  await page.goto('/register');
  await agree(page);
  await expect(page.getByRole('heading', { name: 'Create your business', exact: true })).toBeVisible();
  await hydrated(page);
  await field(page, 'Business name').fill('Harbour Dental');
  await field(page, 'Your name').fill('Ada Okafor');
  await field(page, 'Work email').fill(somebody().email);
  for (const [typed, sentence] of [
    ['short', 'Use at least 10 characters'],
    [overlong, 'Use at most 200 characters'],
    ['Harbour Dental', 'Choose a password that is harder to guess'],
  ] as const) {
    await field(page, 'Password').fill(typed);
    await page.getByRole('button', { name: 'Create business', exact: true }).click();
    await expect(field(page, 'Password')).toHaveAccessibleDescription(new RegExp(sentence));
    await expect(field(page, 'Business name')).toHaveValue('Harbour Dental');
    if (!runsScripts()) await expect(field(page, 'Password')).toHaveValue('');
  }
});

test('tags are kept, found and shown as the text that they are', async ({ page, guard }) => {
  guard.expect(/status of 422/);
  await newBusiness(page, { name: `Harbour ${tags}` });
  await answer(page, 'Yes');
  for (const label of ['Full name', 'Company', 'Note']) await field(page, label).fill(tags);
  await page.getByRole('button', { name: 'Save customer', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: tags, exact: true })).toBeVisible();
  const customer = new URL(page.url()).pathname;
  await expect(page.getByRole('region', { name: 'Details', exact: true })).toContainText(tags);
  await hydrated(page);
  await field(page, 'Note').fill(tags);
  await page.getByRole('button', { name: 'Log this contact', exact: true }).click();
  await expect(page.getByRole('region', { name: 'History', exact: true })).toContainText('We spoke');

  for (const path of [customer, `${customer}/edit`, `${customer}/interaction`, '/customers', '/audit-log', '/dashboard', '/account']) {
    await page.goto(path);
    await hydrated(page);
    await expect(page.locator('img, b:text-is("bold")'), path).toHaveCount(0);
    await expect(page.getByText(tags).first(), path).toBeAttached();
  }
  await page.goto(`${customer}/edit`);
  await expect(field(page, 'Note')).toHaveValue(tags);
  await page.goto('/customers');
  await hydrated(page);
  const search = page.getByRole('searchbox', { name: 'Search customers', exact: true });
  await search.fill(tags);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('link', { name: tags, exact: true })).toBeVisible();
  await expect(search).toHaveValue(tags);
  await expect(page.locator('img, b:text-is("bold")')).toHaveCount(0);
});

test('a search for anything at all is a search', async ({ page }) => {
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0196' });
  for (const typed of [overlong, control, "100% _ ' \" \\ *", tags]) {
    await page.goto('/customers');
    await hydrated(page);
    await page.getByRole('searchbox', { name: 'Search customers', exact: true }).fill(typed);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(page.getByText('No customer matches')).toBeVisible();
    await expect(page.getByRole('searchbox', { name: 'Search customers', exact: true })).toHaveValue(typed);
  }
});

test('days that are none are named on the audit log', async ({ page, guard }) => {
  guard.expect(/status of 422|does not conform to the required format/);
  await newBusiness(page);
  await page.goto('/audit-log?from=2026-02-30&to=tomorrow&kind=nothing');
  await hydrated(page);
  for (const label of ['From day', 'To day', 'What']) {
    await expect(field(page, label)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, label)).toHaveAccessibleDescription(/\w/);
  }
});
