import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import {
  type CaptureRow,
  type DocumentLineage,
  listCaptures,
  MOST_CAPTURES,
  readLineage,
  readRawBytes,
  readSpanOrigin,
  type SpanOrigin,
  type StageLineage,
} from '../../../db/reading/lineage.ts';
import { type ReaderContext, runAddress } from '../context.ts';
import { moment } from '../dates.ts';
import { notFound } from '../errors.ts';
import { type Markup, page } from '../layout.ts';
import { name, outsideLink } from '../links.ts';
import { readParameters } from '../parameters.ts';
import { DOCUMENT_PATH } from './routes.ts';
import { short } from './words.ts';

const whole = z.coerce
  .number({ error: 'expected a number' })
  .int({ error: 'expected a whole number' })
  .min(0, { error: 'expected a number from 0' })
  .max(2_147_483_647, { error: 'expected a smaller number' });
const Query = z
  .object({ version: whole.optional(), start: whole.optional(), end: whole.optional() })
  .refine(({ start, end }) => (start === undefined || end === undefined ? start === end : start < end), {
    path: ['end'],
    error: 'expected a stretch of the text, as in start=0&end=10, or neither',
  });

/**
 * `/documents/:id/lineage`: where the facts of a version come from, down to the bytes; with `start` and `end` (code points)
 * also where a stretch of its text stands in the raw text. `/documents/:id/raw/:sha256` downloads bytes, as a file and never
 * as a page.
 */
export function lineageRoutes(context: ReaderContext): Hono {
  const { db } = context;
  return new Hono()
    .get(`${DOCUMENT_PATH}/lineage`, async (c) => {
      const id = Number(c.req.param('id'));
      const { version = null, start, end } = readParameters(c, Query);
      const [found, captures] = await Promise.all([readLineage(db, id, version), listCaptures(db, id)]);
      if (found === undefined) throw notFound(`There is no such version of a document ${id}.`);
      const span =
        start === undefined || end === undefined ? null : await readSpanOrigin(db, id, found.version, { start, end });
      if (span === undefined)
        throw notFound(`The text of version ${found.version} has nothing from ${start} to ${end}.`);
      const body = lineageBody(context, id, found, captures, span);
      return page(c, { title: `Lineage of ${found.key}`, active: 'documents', styles: ['document.css'], body });
    })
    .get(`${DOCUMENT_PATH}/raw/:sha256{[0-9a-f]{64}}`, async (c) => {
      const { id, sha256 } = c.req.param();
      const bytes = await readRawBytes(db, Number(id), sha256);
      if (bytes === undefined) throw notFound(`These bytes were never seen for document ${id}, or have been pruned.`);
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${sha256}.bin"`,
        'x-content-type-options': 'nosniff',
      });
    });
}

function lineageBody(
  context: ReaderContext,
  id: number,
  found: DocumentLineage,
  captures: CaptureRow[],
  span: SpanOrigin | null,
): Markup {
  const { key, version, current_version, source, versioned_at, workflow_id, run_id, raw, stages } = found;
  return html`<h1>Lineage of <a href="/documents/${id}/versions/${version}">${name(key)}, version ${version}</a></h1>
<p class="muted">From the facts down to the bytes.${version === current_version ? '' : ' Readers see another version.'}</p>
${span === null ? '' : spanNotice(span)}
<h2>Version</h2>
<dl class="metadata">
<div><dt>Version</dt><dd>${version}, published here ${moment(versioned_at)}</dd></div>
<div><dt>By</dt><dd>${runLink(context, workflow_id, run_id)}</dd></div>
<div><dt>Source</dt><dd>${outsideLink(source)}</dd></div>
</dl>
<h2 id="stages">Stages</h2>
${table(
  'stages',
  ['Stage', 'Stage version', 'Artifact', 'Given', 'Took', 'When', 'Run'],
  stages.toReversed().map((stage) => stageRow(context, stage)),
)}
<p class="muted small">A stage version is the fingerprint of the code, models and packages that ran; an artifact is what it gave; given is the hash of what it was given. A run of an earlier document or version stands here where the memo had the result.</p>
<h2 id="bytes">Bytes</h2>
<dl class="metadata">
<div><dt>SHA-256</dt><dd><code>${raw.sha256}</code></dd></div>
<div><dt>Type</dt><dd>${raw.content_type === null ? 'not declared' : name(raw.content_type)}${raw.encoding === null ? '' : html`, read as ${raw.encoding}`}</dd></div>
<div><dt>Size</dt><dd>${raw.byte_length.toLocaleString('en')} bytes</dd></div>
<div><dt>Stored</dt><dd>${moment(raw.stored_at)}</dd></div>
</dl>
${raw.warnings.length === 0 ? '' : html`<p>Repaired or suspicious: ${raw.warnings.map((warning, i) => html`${i === 0 ? '' : '; '}${name(warning)}`)}.</p>`}
<p><a class="button" href="${rawAddress(id, raw.sha256)}" download>Download the bytes</a></p>
<h2 id="captures">Seen</h2>
${captures.length === MOST_CAPTURES ? html`<p class="muted small">The last ${MOST_CAPTURES} times.</p>` : ''}
${table(
  'captures',
  ['When', 'Source', 'Type', 'Bytes', 'Run'],
  captures.map((capture) => captureRow(context, id, capture)),
)}`;
}

function spanNotice({ text, raw_start, raw_end }: SpanOrigin): Markup {
  return html`<p class="notice" dir="auto"><q>${text}</q> stands in the decoded raw text from code point ${raw_start} to ${raw_end}.</p>`;
}

/** A table of its own width, that scrolls where a phone is too narrow. */
function table(heading: string, columns: string[], rows: Markup[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${heading}">
<table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function stageRow(context: ReaderContext, stage: StageLineage): Markup {
  return html`
<tr><th scope="row">${stage.stage}</th><td>${hash(stage.fingerprint)}</td><td>${stage.artifact_id} ${hash(stage.artifact_sha256)}</td><td>${hash(stage.input_sha256)}</td><td>${stage.duration_ms.toFixed(1)} ms${
    stage.attempt === 1 ? '' : `, attempt ${stage.attempt}`
  }</td><td>${moment(stage.stage_ran_at)}</td><td class="long">${runLink(context, stage.stage_workflow_id, stage.stage_run_id)}</td></tr>`;
}

function captureRow(context: ReaderContext, id: number, capture: CaptureRow): Markup {
  const { captured_at, source, content_type, raw_sha256, byte_length, workflow_id, run_id } = capture;
  return html`
<tr><td>${moment(captured_at)}</td><td class="long">${outsideLink(source)}</td><td>${content_type === null ? '–' : name(content_type)}</td><td><a href="${rawAddress(id, raw_sha256)}" download title="${raw_sha256}"><code>${short(raw_sha256)}</code></a> ${byte_length.toLocaleString('en')}</td><td class="long">${runLink(context, workflow_id, run_id)}</td></tr>`;
}

function rawAddress(id: number, sha256: string): string {
  return `/documents/${id}/raw/${sha256}`;
}

function hash(value: string): Markup {
  return html`<code title="${value}">${short(value)}</code>`;
}

/** A run, with a link to it in the Temporal UI where that is known. */
function runLink(context: ReaderContext, workflowId: string, runId: string): Markup {
  const address = runAddress(context, workflowId, runId);
  const text = html`<bdi>${workflowId}</bdi> <span class="muted small">run <code>${runId}</code></span>`;
  return address === null ? text : html`<a href="${address}">${text}</a>`;
}
