import type { Page } from '@playwright/test';
import { answer, newCustomer } from '../support/customers';
import { hydrated, runsScripts } from '../support/page';
import { newBusiness } from '../support/people';
import { expect, test } from '../support/test';

/** What a screen reader finds, nothing more and nothing less: a part that is missing or new fails. */
const exactly = '/children: deep-equal';
/** An instant as it is written, in the reader's time or, without a script, in UTC. */
const instant = String.raw`/^\d+ \w+ \d+, \d\d:\d\d( UTC)?$/`;

const main = (page: Page) => page.getByRole('main');
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('the gate', async ({ page }) => {
  await page.goto('/register');
  await hydrated(page);
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - ${exactly}
      - link "Ringfence":
        - /url: /
      - heading "Before you register" [level=1]
      - paragraph: Ringfence keeps what your customers said about their data. We ask you the same question first.
      - paragraph:
        - text: By proceeding with registration, you agree to our collection and use of your data as outlined in our
        - link "Privacy Policy":
          - /url: /privacy
        - text: .
      - checkbox "I agree to the collection and use of my data" [checked=false]
      - text: I agree to the collection and use of my data
      - button "Continue to registration"
      - button "I do not agree"
      - paragraph: If you do not agree, nothing is stored and you cannot use Ringfence. You can withdraw later.
  `);
});

test('a customer who may be called', async ({ page }) => {
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0110' });
  await hydrated(page);
  await expect(region(page, 'May this person be called?')).toMatchAriaSnapshot(`
    - region "May this person be called?":
      - ${exactly}
      - strong: May be called
      - text: For service, until
      - time: ${instant}
      - text: .
      - combobox "Purpose":
        - option "Service" [selected]
        - option "Marketing"
      - group "+1 212-555-0110":
        - text: +1 212-555-0110
        - button "Call" [disabled=false]
        - status
      - group: Why?
  `);
  // Playwright's snapshots know of no <noscript>.
  if (!runsScripts()) await expect(page.getByText('Show for this purpose', { exact: true })).toBeVisible();
  await expect(region(page, 'Communication preferences')).toMatchAriaSnapshot(preferences('Not refused', 'Not asked'));
  await expect(region(page, 'Consent')).toMatchAriaSnapshot(`
    - region "Consent":
      - heading "Consent" [level=2]
      - paragraph:
        - text: "Data collection: given, verbal,"
        - time: ${instant}
        - text: ", script version 1. Recorded by Ada Okafor."
  `);
});

test('a customer who may not be called', async ({ page }) => {
  await newBusiness(page);
  await newCustomer(page, 'Yes, but no calls', { name: 'Ben Berg', phone: '212 555 0111' });
  await hydrated(page);
  await page.getByText('Why?', { exact: true }).click();
  await expect(region(page, 'May this person be called?')).toMatchAriaSnapshot(`
    - region "May this person be called?":
      - strong: Do not call
      - text: Marked do not call, asked in answer to the script,
      - time: ${instant}
      - text: . Recorded by Ada Okafor.
      - combobox "Purpose":
        - option "Service" [selected]
        - option "Marketing"
      - group "••• ••• ••11":
        - text: ••• ••• ••11
        - button "Show number"
        - button "Call" [disabled]
        - status
      - group:
        - text: Why?
        - list:
          - listitem:
            - text: /^Customer is marked as 'do not call'/
          - listitem:
            - text: /^This number is on your do-not-call list/
          - listitem:
            - text: /^Customer did not agree to calls/
  `);
  await expect(region(page, 'Communication preferences')).toMatchAriaSnapshot(preferences('No', 'No'));
});

function preferences(service: string, offers: string): string {
  const row = (channel: string, ...wishes: readonly [string, string]) => `
        - row:
          - rowheader "${channel}"
          - cell /^${wishes[0]}/
          - cell /^${wishes[1]}/`;
  return `
    - region "Communication preferences":
      - heading "Communication preferences" [level=2]
      - table:
        - rowgroup:
          - row "Channel About our services Offers":
            - columnheader "Channel"
            - columnheader "About our services"
            - columnheader "Offers"
        - rowgroup:${row('Calls', service, offers).replaceAll('\n', '\n  ')}${['Text messages', 'Email']
          .map((channel) => row(channel, 'Not refused', 'Not asked').replaceAll('\n', '\n  '))
          .join('')}
  `;
}

/** The part of the page that stays the same, whatever is answered. */
function asked(pressed?: string): string {
  const button = (name: string) => `- button "${name}" [pressed=${name === pressed}]`;
  return `
    - main:
      - ${exactly}
      - heading "New interaction" [level=1]
      - paragraph: Nothing you type is stored before the answer.
      - region "Consent script":
        - paragraph: Read this aloud
        - blockquote: “Alright, is it ok if we save your information in our system here to assist you to our best ability?”
        - paragraph: Version 1
      - group "Answer":
        ${button('Yes')}
        ${button('Yes, but no calls')}
        ${button('No')}
        ${button('Not asked')}
      - paragraph:
        - text: The keys 1 to 4 answer while you are not typing.
        - link "Keyboard shortcuts":
          - /url: /account`;
}

const person = `
      - text: Full name
      - textbox "Full name"
      - text: Phone
      - textbox "Phone"
      - text: Email
      - paragraph: The confirmation goes here
      - textbox "Email"
      - text: Company
      - textbox "Company"
      - text: Language
      - paragraph: "Of the mails to them and of their own page. Not known: your country decides"
      - combobox "Language":
        - option "Not known" [selected]
        - option "English"
        - option "Spanish"
        - option "French"
        - option "German"
      - text: Time zone
      - paragraph: Decides when we may call. Left empty, the number decides
      - combobox "Time zone"
      - text: Note
      - textbox "Note"`;

test('a new interaction, before any answer', async ({ page }) => {
  await newBusiness(page);
  await page.goto('/customers/new');
  await hydrated(page);
  await expect(main(page)).toMatchAriaSnapshot(`${asked()}${runsScripts() ? person : ''}\n`);
});

test('a new interaction after a yes', async ({ page }) => {
  await newBusiness(page);
  await answer(page, 'Yes');
  await expect(main(page)).toMatchAriaSnapshot(`${asked('Yes')}${person}
      - button "Save customer"
  `);
});

test('a new interaction after a no', async ({ page }) => {
  await newBusiness(page);
  await answer(page, 'No');
  await expect(main(page)).toMatchAriaSnapshot(`${asked('No')}
      - region "Words to say":
        - paragraph: Say this
        - blockquote: “That is fine, we have not saved anything about you. Please understand that we cannot provide our app-based services without your consent.”
      - paragraph:
        - strong: Nothing about this person was saved
      - paragraph: "What was typed is gone from this page. Only this is recorded: that somebody said no, when, to whom, and why."
      - text: Reason
      - combobox "Reason":
        - option "No reason given" [selected]
        - option "Does not want data kept"
        - option "Does not need the service"
        - option "Wants to read the policy first"
      - text: Note
      - paragraph: No names, numbers or addresses
      - textbox "Note"
      - button "Record refusal"
  `);
});

test('a number that is checked', async ({ page }) => {
  await newBusiness(page);
  await newCustomer(page, 'Yes, but no calls', { name: 'Ben Berg', phone: '212 555 0111' });
  await page.goto('/check');
  await hydrated(page);
  const form = (typed: string) => `
      - text: Phone
      - paragraph: In any format. Nothing is saved.
      - textbox "Phone"${typed}
      - text: Purpose
      - combobox "Purpose":
        - option "Service" [selected]
        - option "Marketing"
      - button "Check"
      - paragraph:
        - link "Check a list":
          - /url: /check/list
  `;
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - ${exactly}
      - heading "Check a number" [level=1]
      - paragraph: The same answer as on a call button, for any number.
      - status${form('')}`);

  await page.getByLabel('Phone', { exact: true }).fill('+1 (212) 555-0111');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(main(page)).toMatchAriaSnapshot(`
    - main:
      - heading "Check a number" [level=1]
      - paragraph: The same answer as on a call button, for any number.
      - status:
        - strong: +1 212-555-0111 may not be called
        - paragraph:
          - text: "Purpose: Service. Checked at"
          - time: ${instant}
          - text: .
        - list:
          - listitem:
            - text: /^Customer is marked as 'do not call'/
          - listitem:
            - text: /^This number is on your do-not-call list/
          - listitem:
            - text: /^Customer did not agree to calls/
        - paragraph:
          - text: /This answer holds until$/
          - time: ${instant}
          - text: ", unless somebody changes something."${form(': +1 (212) 555-0111')}`);
});
