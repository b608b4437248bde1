import { html } from 'hono/html';
import { MOST_VERSIONS, type VersionRow } from '../../../db/reading/versions.ts';
import { moment } from '../dates.ts';
import type { Markup } from '../layout.ts';
import { outsideLink } from '../links.ts';
import { counted } from './words.ts';

/** The versions of a document, the newest first, with what leads from one to the next. */
export function versionTable(documentId: number, versions: VersionRow[], shown: number): Markup {
  return html`<section aria-labelledby="versions">
<h2 id="versions">Versions <span class="muted small">${counted(versions.length, 'version')}</span></h2>
${versions.length === MOST_VERSIONS ? html`<p class="muted small">The newest ${MOST_VERSIONS}; all of them are in the view article_history.</p>` : ''}
<div class="scroll" tabindex="0" role="group" aria-labelledby="versions">
<table>
<thead><tr><th scope="col">Version</th><th scope="col">Published here</th><th scope="col">From</th><th scope="col" class="number">Characters</th><th scope="col" class="number">Entities</th><th scope="col" class="number">Statements</th><th scope="col">Compare</th></tr></thead>
<tbody>${versions.map((row, i) => versionRow(documentId, row, versions[i + 1], shown))}</tbody>
</table>
</div>
${versions.length > 1 ? compareForm(documentId, versions) : ''}
</section>`;
}

function versionRow(documentId: number, row: VersionRow, before: VersionRow | undefined, shown: number): Markup {
  const { version, is_current, versioned_at, source, length, entities, attributions } = row;
  const states = [is_current ? 'current' : '', version === shown ? 'shown here' : ''].filter((state) => state !== '');
  return html`
<tr><th scope="row"><a href="/documents/${documentId}/versions/${version}">Version ${version}</a>${
    states.length === 0 ? '' : html` <span class="state good">${states.join(', ')}</span>`
  }</th><td>${moment(versioned_at)}</td><td class="long">${outsideLink(source)}</td><td class="number">${length.toLocaleString('en')}</td><td class="number">${entities}</td><td class="number">${attributions}</td><td>${
    before === undefined
      ? '–'
      : html`<a href="${compareAddress(documentId, before.version, version)}">with version ${before.version}</a>`
  }</td></tr>`;
}

/** Where two versions are shown side by side. */
export function compareAddress(documentId: number, from: number, to: number): string {
  return `/documents/${documentId}/compare?from=${from}&to=${to}`;
}

/** Asks which two versions to compare. @param from the older one chosen; the one before the newest where left out. */
export function compareForm(
  documentId: number,
  versions: Pick<VersionRow, 'version'>[],
  { from = versions[1].version, to = versions[0].version } = {},
): Markup {
  const options = (chosen: number) =>
    versions.map(
      ({ version }) =>
        html`<option value="${version}"${version === chosen ? ' selected' : ''}>Version ${version}</option>`,
    );
  return html`<form class="filters" action="/documents/${documentId}/compare">
<label>From <select name="from">${options(from)}</select></label>
<label>To <select name="to">${options(to)}</select></label>
<p><button>Compare</button></p>
</form>`;
}
