import type { WebSocketRoute } from '@playwright/test';
import { answer, callButton, newCustomer } from '../support/customers';
import { hydrated, pressTwice } from '../support/page';
import { addMember, newBusiness } from '../support/people';
import { expect, test } from '../support/test';

test('a socket that is lost closes the button, and what happened meanwhile arrives when it is back', async ({ page, openBrowser }) => {
  await newBusiness(page);
  const colleague = await openBrowser();
  await addMember(page, colleague, 'Staff');
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0189' });
  const sockets: WebSocketRoute[] = [];
  let isCut = false;
  await colleague.routeWebSocket(/\/live/, (socket) => {
    if (isCut) return void socket.close({ code: 1011 });
    socket.connectToServer();
    sockets.push(socket);
  });
  await colleague.goto(page.url());
  await hydrated(colleague);
  await expect(colleague.getByText('Live', { exact: true })).toBeAttached();
  await expect(callButton(colleague)).not.toHaveAttribute('aria-disabled', 'true');

  isCut = true;
  for (const socket of sockets) await socket.close({ code: 1011 });
  await expect(colleague.getByText('Reconnecting', { exact: true })).toBeAttached();
  await expect(callButton(colleague)).toHaveAttribute('aria-disabled', 'true');
  await callButton(colleague).press('Enter');
  await expect(colleague.locator('.said')).toHaveText('Call disabled: The do-not-call status could not be checked');

  await page.getByRole('button', { name: /^Mark do not call/ }).click();
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  isCut = false;
  await expect(colleague.getByText('Live', { exact: true })).toBeAttached({ timeout: 30_000 });
  await expect(colleague.getByRole('tooltip').first()).toHaveText("Call disabled: Customer is marked as 'do not call'");
});

test('a socket that falls silent is not trusted, however open it looks', async ({ page }) => {
  await page.clock.install();
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0190' });
  const ticks: string[] = [];
  await page.routeWebSocket(/\/live/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (ticks.push(String(message)) === 1) socket.send(message);
    });
  });
  await page.reload();
  await hydrated(page);
  await expect(page.getByText('Live', { exact: true })).toBeAttached();
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
  await page.clock.runFor(44_000);
  await expect(callButton(page)).not.toHaveAttribute('aria-disabled', 'true');
  await page.clock.runFor(3_000);
  await expect(callButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText('Could not be checked: do not call')).toBeVisible();
});

test('what was typed stays on the page when the session is over', async ({ page, guard }) => {
  guard.expect(/status of 401/);
  await newBusiness(page);
  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0191' });
  await page.goto(`${page.url()}/edit`);
  await hydrated(page);
  await page.getByLabel('City', { exact: true }).fill('Lagos');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Your session has ended. Sign in again; nothing that you typed was sent.');
  await expect(page.getByLabel('City', { exact: true })).toHaveValue('Lagos');
});

test('what has no form of its own is counted once, however often the button is pressed', async ({ page }) => {
  await newBusiness(page);
  await answer(page, 'No');
  await pressTwice(page.getByRole('button', { name: 'Record refusal', exact: true }));
  await expect(page.getByText('The refusal is recorded without a name, number or address.')).toBeVisible();
  await page.goto('/audit-log?kind=denial_recorded');
  await expect(page.getByRole('table', { name: 'Entries', exact: true }).getByRole('rowheader')).toHaveCount(1);

  await newCustomer(page, 'Yes', { name: 'Ada Abara', phone: '212 555 0192' });
  await hydrated(page);
  await pressTwice(page.getByRole('button', { name: 'Log this contact', exact: true }));
  const logged = page.getByRole('region', { name: 'History', exact: true }).getByText('We spoke');
  await expect(logged.first()).toBeVisible();
  await page.reload();
  await expect(logged).toHaveCount(1);
});
