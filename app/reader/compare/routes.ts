import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import {
  type FactChange,
  listFactChanges,
  listVersions,
  readVersionText,
  type VersionText,
} from '../../../db/reading/versions.ts';
import type { ReaderContext } from '../context.ts';
import { moment } from '../dates.ts';
import { DOCUMENT_PATH } from '../document/routes.ts';
import { compareForm } from '../document/version.ts';
import { notFound } from '../errors.ts';
import { type Markup, page } from '../layout.ts';
import { name } from '../links.ts';
import { readParameters } from '../parameters.ts';
import { factChanges } from './facts.ts';
import { compareParagraphs, type ParagraphPair } from './paragraphs.ts';
import type { WordChange } from './words.ts';

const version = z.coerce
  .number({ error: 'expected the number of a version, as in ?from=1&to=2' })
  .int({ error: 'expected a whole number' })
  .min(1, { error: 'expected a version from 1' })
  .max(2_147_483_647, { error: 'expected a smaller number' });
const Sides = z.object({ from: version, to: version });

/** `/documents/:id/compare?from=1&to=2`: what differs between two versions, in words and in facts. */
export function compareRoutes({ db }: ReaderContext): Hono {
  return new Hono().get(`${DOCUMENT_PATH}/compare`, async (c) => {
    const id = Number(c.req.param('id'));
    const { from, to } = readParameters(c, Sides);
    const [before, after, changes, versions] = await Promise.all([
      readVersionText(db, id, from),
      readVersionText(db, id, to),
      listFactChanges(db, id, from, to),
      listVersions(db, id),
    ]);
    if (before === undefined) throw notFound(`There is no version ${from} of document ${id}.`);
    if (after === undefined) throw notFound(`There is no version ${to} of document ${id}.`);
    const title = `Versions ${from} and ${to}: ${after.title ?? after.key}`;
    const chosen = versions.length > 1 ? compareForm(id, versions, { from, to }) : html``;
    const body = comparison(id, { before, after, changes, chosen });
    return page(c, { title, active: 'documents', styles: ['document.css'], body });
  });
}

interface Comparison {
  before: VersionText;
  after: VersionText;
  changes: FactChange[];
  /** Asks for two other versions. */
  chosen: Markup;
}

function comparison(id: number, { before, after, changes, chosen }: Comparison): Markup {
  const pairs = compareParagraphs(
    before.paragraphs.map(({ text }) => text),
    after.paragraphs.map(({ text }) => text),
  );
  const differing = pairs.filter(({ kind }) => kind !== 'same').length;
  return html`<h1>What changed: <a href="/documents/${id}">${name(after.title ?? after.key)}</a></h1>
${chosen}
<section aria-labelledby="words">
<h2 id="words">In words</h2>
<p class="muted">${
    differing === 0
      ? 'The text is the same.'
      : `${differing} of ${pairs.length} paragraphs differ. What went is struck out, what came is underlined.`
  }</p>
<div class="sides">
<h3 class="heading">${side(id, before)}</h3>
<h3 class="heading">${side(id, after)}</h3>
${pairs.map(paragraphPair)}
</div>
</section>
<section aria-labelledby="facts">
<h2 id="facts">In facts</h2>
${factChanges(changes)}
</section>`;
}

function side(id: number, { version, versioned_at, current_version }: VersionText): Markup {
  return html`<a href="/documents/${id}/versions/${version}">Version ${version}</a>${
    version === current_version ? html` <span class="state good">current</span>` : ''
  } <span class="muted small">${moment(versioned_at)}</span>`;
}

/** Two cells, the older one first. Where both are the same or one is empty, a phone shows one. */
function paragraphPair(pair: ParagraphPair): Markup {
  switch (pair.kind) {
    case 'same':
      return html`<p class="same" dir="auto">${pair.text}</p><p class="same twin" dir="auto">${pair.text}</p>\n`;
    case 'removed':
      return html`<p class="old" dir="auto"><del>${pair.old}</del></p><p class="nothing"></p>\n`;
    case 'added':
      return html`<p class="nothing"></p><p class="new" dir="auto"><ins>${pair.new}</ins></p>\n`;
    case 'replaced':
      return html`<p class="old" dir="auto"><del>${pair.old}</del></p><p class="new" dir="auto"><ins>${pair.new}</ins></p>\n`;
    case 'changed':
      return html`<p class="old" dir="auto">${pair.words.map((word) => word.change !== 'added' && wordChange(word))}</p><p class="new" dir="auto">${pair.words.map((word) => word.change !== 'removed' && wordChange(word))}</p>\n`;
  }
}

function wordChange({ text, change }: WordChange): Markup | string {
  if (change === 'same') return text;
  return change === 'removed' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
}
