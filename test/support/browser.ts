import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CHROMIUM_NAMES, findChromium } from '../../app/chromium.ts';
import { atEnd } from './clean-up.ts';

const executablePath = findChromium();
if (executablePath === null) {
  console.log(
    `Browser tests are skipped: there is no ${CHROMIUM_NAMES.join(', ')} on PATH, and COPYDESK_CHROMIUM names none.`,
  );
}

/** A test that needs a browser; skipped where there is none. */
export const browserTest = test.skipIf(executablePath === null);
/** Whether what such tests need must be made. */
export const hasBrowser = executablePath !== null;

let browser: Promise<Browser> | undefined;

/** A page of its own, with all that happens in it that should not. */
export interface WatchedPage {
  page: Page;
  /** Errors and refusals of the console, dialogs, requests that lead elsewhere: must stay empty. */
  troubles: string[];
}

/** Opens a page on a site, until the file's tests are done. */
export async function openPage(baseURL: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  browser ??= chromium.launch({ executablePath: executablePath as string }).then((launched) => {
    atEnd(() => launched.close());
    return launched;
  });
  const context = await (await browser).newContext({ baseURL, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`${page.url()}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on('dialog', async (dialog) => {
    troubles.push(`${page.url()}: dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(baseURL).origin)
      troubles.push(`${page.url()}: asked ${request.url()}`);
  });
  return { page, troubles };
}

/** What axe finds on the page as it is, of those that keep people out. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // Not by a script element, which the page's policy refuses.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
    );
}

/** Nothing is wider than the window. */
export async function expectNoSideways(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = (await page.evaluate(
    'const { scrollWidth, clientWidth } = document.documentElement; ({ scrollWidth, clientWidth })',
  )) as { scrollWidth: number; clientWidth: number };
  expect([page.url(), scrollWidth]).toEqual([page.url(), clientWidth]);
}
