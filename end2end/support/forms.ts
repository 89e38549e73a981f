import { expect, type Page } from '@playwright/test';

/** The signs that HTML writes in another way inside a value. */
const signs: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&#39;': "'", '&amp;': '&' };

/** What a form of the server's page sends along unseen. */
function hidden(html: string, form: string): Record<string, string> {
  const whole = html.split('<form').find((part) => part.includes(`value="${form}"`));
  expect(whole, `no form ${form}`).toBeDefined();
  const fields: Record<string, string> = {};
  for (const [tag] of whole!.split('</form')[0]!.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /\sname="([^"]*)"/.exec(tag)?.[1];
    const value = /\svalue="([^"]*)"/.exec(tag)?.[1] ?? '';
    if (name !== undefined) fields[name] = value.replaceAll(/&[#\w]+;/g, (sign) => signs[sign] ?? sign);
  }
  return fields;
}

/**
 * Sends a form of a page as a browser without scripts does, and with the cookies of this one, but shows none of it:
 * for what a test needs and is not about. Returns the path where it leads.
 */
export async function submit(page: Page, path: string, form: string, fields: Record<string, string>): Promise<string> {
  const shown = await page.request.get(path, { headers: { accept: 'text/html' } });
  const sent = await page.request.post(path, {
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    form: { ...hidden(await shown.text(), form), ...fields },
    maxRedirects: 0,
  });
  expect(sent.status(), `${form} at ${path}`).toBe(303);
  return sent.headers()['location']!;
}
