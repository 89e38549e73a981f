import type { Page } from '@playwright/test';
import { untilNoonInNewYork } from '../support/clock';
import { callButton, newCustomer } from '../support/customers';
import { Database } from '../support/database';
import { hydrated } from '../support/page';
import { addMember, newBusiness } from '../support/people';
import { Server, type ServerOptions } from '../support/server';
import { expect, test as base } from '../support/test';

/** Two servers on one PostgreSQL database. */
interface Nodes {
  readonly here: Server;
  readonly there: Server;
  /** Starts the second one again after its end, on the same port. */
  restart(): Promise<void>;
}

const test = base.extend<{ database: Database; nodes: Nodes }>({
  database: async ({}, use) => {
    const database = await Database.create();
    await use(database);
    await database.drop();
  },

  nodes: async ({ database }, use) => {
    const options: ServerOptions = {
      args: ['--scratch'],
      env: { DATABASE_URL: database.url, RINGFENCE_CLOCK: untilNoonInNewYork() },
    };
    const here = await Server.start(options);
    const there = await Server.start({ ...options, data: here.data });
    let second = there;
    const restart = async () => {
      second = await Server.start({ ...options, data: here.data, port: there.port });
    };
    await use({ here, there, restart });
    if (second.running()) await second.stop();
    await here.stop();
  },
});

/** The members of a business, each at a node of their own. */
async function members({ here, there }: Nodes, openBrowser: (options: { baseURL: string }) => Promise<Page>) {
  const owner = await openBrowser({ baseURL: here.url });
  const colleague = await openBrowser({ baseURL: there.url });
  await newBusiness(owner);
  await addMember(owner, colleague, 'Staff');
  return { owner, colleague };
}

test('a mark at one server kills the button at the other', async ({ nodes, openBrowser }) => {
  const { owner, colleague } = await members(nodes, openBrowser);
  await newCustomer(owner, 'Yes', { name: 'Ada Abara', phone: '212 555 0150' });
  const path = new URL(owner.url()).pathname;
  await colleague.goto(path);
  await hydrated(colleague);
  await expect(colleague.getByText('Live', { exact: true })).toBeAttached();
  await expect(callButton(colleague)).not.toHaveAttribute('aria-disabled', 'true');

  await owner.getByRole('button', { name: /^Mark do not call/ }).click();

  await expect(callButton(colleague)).toHaveAttribute('aria-disabled', 'true');
  await callButton(colleague).focus();
  await expect(colleague.getByRole('tooltip').first()).toHaveText("Call disabled: Customer is marked as 'do not call'");
  await expect(colleague.locator('a[href^="tel:"]')).toHaveCount(0);
});

test('a page whose server dies stops calling, and when it is back shows what happened meanwhile', async ({ nodes, openBrowser, guard }) => {
  guard.expect(/WebSocket connection to .* failed/);
  const { owner, colleague } = await members(nodes, openBrowser);
  await newCustomer(owner, 'Yes', { name: 'Ada Abara', phone: '212 555 0151' });
  const ada = new URL(owner.url()).pathname;
  await newCustomer(owner, 'Yes', { name: 'Ben Berg', phone: '212 555 0152' });
  const ben = new URL(owner.url()).pathname;
  const second = await colleague.context().newPage();
  for (const [page, path] of [[colleague, ada], [second, ben]] as const) {
    await page.goto(path);
    await hydrated(page);
    await expect(page.getByText('Live', { exact: true })).toBeAttached();
    await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
  }
  const drawn = await colleague.evaluate(() => performance.timeOrigin);

  await nodes.there.kill();

  for (const page of [colleague, second]) {
    await expect(page.getByText('Reconnecting', { exact: true })).toBeAttached();
    await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText('Could not be checked: do not call')).toBeVisible();
    await callButton(page).focus();
    await expect(page.getByRole('tooltip').first()).toHaveText('Call disabled: The do-not-call status could not be checked');
  }

  await owner.goto(ada);
  await hydrated(owner);
  await owner.getByRole('button', { name: /^Mark do not call/ }).click();
  await expect(callButton(owner)).toHaveAttribute('aria-disabled', 'true');
  await nodes.restart();

  for (const page of [colleague, second]) await expect(page.getByText('Live', { exact: true })).toBeAttached({ timeout: 30_000 });
  await expect(colleague.getByRole('region', { name: 'History', exact: true })).toContainText('Marked do not call');
  await expect(colleague.getByRole('tooltip').first()).toHaveText("Call disabled: Customer is marked as 'do not call'");
  await expect(callButton(second)).not.toHaveAttribute('aria-disabled', 'true');
  expect(await colleague.evaluate(() => performance.timeOrigin), 'the page was never loaded again').toBe(drawn);
});
