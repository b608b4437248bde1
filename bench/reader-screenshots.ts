import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_NAMES, findChromium } from '../app/chromium.ts';
import { startReader } from '../app/reader/server.ts';
import type { ingestDocument } from '../workflows/ingest-document.ts';
import { type Room, startBenchStack } from './pipeline/stack/index.ts';

const RAW = join(import.meta.dirname, '..', 'raw');
const IMAGES = join(import.meta.dirname, '..', 'docs', 'images');
/** Bytes; what README shows should not weigh more. */
const MOST_BYTES = 150_000;

interface Picture {
  name: string;
  path: string;
  viewport: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** Of the accessible name that the pointer is put on first. */
  hover?: string;
}

const WIDE = { width: 960, height: 560 };

/** Takes the pictures of docs/images from `raw/`, as the real pipeline publishes it: `npm run reader:screenshots`. */
async function main(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error(`no ${CHROMIUM_NAMES.join(', ')} on PATH: install one, or name one by COPYDESK_CHROMIUM`);
  }
  const stack = await startBenchStack();
  try {
    const room = await stack.createRoom('screenshots');
    await ingestRaw(room);
    const reader = await startReader({
      databaseUrl: room.databaseUrl,
      host: '127.0.0.1',
      port: undefined,
      temporalUi: null,
      namespace: 'default',
      taskQueue: room.taskQueue,
      onWarning: console.error,
    });
    const browser = await chromium.launch({ executablePath, args: ['--disable-lcd-text'] });
    mkdirSync(IMAGES, { recursive: true });
    for (const { name, path, hover, ...look } of await pictures(room)) {
      const page = await browser.newPage({ baseURL: reader.url, colorScheme: 'light', ...look });
      await page.goto(path);
      if (hover !== undefined) await page.getByRole('link', { name: hover }).first().hover();
      const file = join(IMAGES, `${name}.png`);
      await page.screenshot({ path: file, animations: 'disabled' });
      await page.close();
      const { size } = statSync(file);
      console.log(`docs/images/${name}.png: ${size.toLocaleString('en')} bytes`);
      if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes, more than ${MOST_BYTES}: show less`);
    }
    await browser.close();
    await reader.stop();
  } finally {
    await stack.close();
  }
}

/** One document after the other: the correction is to come after its original. */
async function ingestRaw({ rawRoot, client, taskQueue, startWorker }: Room): Promise<void> {
  cpSync(RAW, rawRoot, { recursive: true });
  await startWorker();
  for (const name of readdirSync(RAW).sort()) {
    const lines = name.endsWith('.jsonl') ? readFileSync(join(RAW, name), 'utf8').trim().split('\n') : [];
    const sources = lines.length === 0 ? [name] : lines.map((line) => `${name}#${JSON.parse(line).id}`);
    for (const source of sources) {
      await client.workflow.execute<typeof ingestDocument>('ingestDocument', {
        taskQueue,
        workflowId: `ingest:raw/${source}`,
        args: [{ source: `raw/${source}` }],
      });
    }
  }
}

async function pictures({ db }: Room): Promise<Picture[]> {
  const address = async (key: string) => {
    const { id } = await db.selectFrom('documents').where('key', '=', key).select('id').executeTakeFirstOrThrow();
    return `/documents/${id}`;
  };
  const harbour = await address('raw/harbour-dredging.txt');
  const grain = await address('raw/grain-talks.txt');
  const tram = await address('https://courier.example/2025/04/night-trams-return');
  return [
    { name: 'documents', path: '/', viewport: WIDE },
    { name: 'document', path: harbour, viewport: WIDE, hover: 'Helen Okafor, person' },
    { name: 'document-dark', path: grain, viewport: WIDE, colorScheme: 'dark' },
    { name: 'compare', path: `${tram}/compare?from=1&to=2`, viewport: WIDE },
    { name: 'speaker', path: '/speakers/Helen%20Okafor', viewport: WIDE },
    { name: 'phone', path: `${harbour}#statements`, viewport: { width: 390, height: 740 } },
  ];
}

await main();
