import { Hono } from 'hono';
import { html } from 'hono/html';
import { type DocumentPage, readDocument } from '../../../db/reading/document.ts';
import { listVersions, type VersionRow } from '../../../db/reading/versions.ts';
import type { ReaderContext } from '../context.ts';
import { articleDate, moment } from '../dates.ts';
import { notFound } from '../errors.ts';
import { type Markup, page } from '../layout.ts';
import { name, outsideLink } from '../links.ts';
import { entityLists } from './entities.ts';
import { legend } from './legend.ts';
import { creditList, statementList } from './statements.ts';
import { articleText } from './text.ts';
import { compareAddress, versionTable } from './version.ts';
import { languageName } from './words.ts';

/** A document's number or a version's, in an address: what the database can hold. */
export const DOCUMENT_PATH = '/documents/:id{[0-9]{1,15}}';
export const VERSION_PATH = 'versions/:version{[0-9]{1,9}}';

/** `/documents/:id`, as readers see it now, and `/documents/:id/versions/:version`. */
export function documentRoutes({ db }: ReaderContext): Hono {
  const show = async (documentId: number, version: number | null) => {
    const [found, versions] = await Promise.all([readDocument(db, documentId, version), listVersions(db, documentId)]);
    if (found !== undefined) return { title: found.title ?? found.key, body: documentBody(found, versions) };
    const which = version === null ? 'no document' : `no version ${version} of document`;
    throw notFound(`There is ${which} ${documentId} that was published: see failures for what did not go through.`);
  };
  const assets = { active: 'documents', styles: ['document.css'], scripts: ['document.js'] } as const;
  return new Hono()
    .get(DOCUMENT_PATH, async (c) => page(c, { ...assets, ...(await show(Number(c.req.param('id')), null)) }))
    .get(`${DOCUMENT_PATH}/${VERSION_PATH}`, async (c) => {
      const { id, version } = c.req.param();
      return page(c, { ...assets, ...(await show(Number(id), Number(version))) });
    });
}

function documentBody(found: DocumentPage, versions: VersionRow[]): Markup {
  const { id, version, current_version } = found;
  return html`<h1>${name(found.title ?? found.key)}</h1>
${facts(found)}
${version === current_version ? '' : otherVersion(found)}
${
  found.entities_status === 'unsupported-language'
    ? html`<p class="notice">Names and statements are found in English only; of this language there is the text.</p>`
    : ''
}
<p class="actions"><a href="#statements">Statements</a> <a href="#entities">Names</a> <a href="#versions">Versions</a>${
    versions.length > 1
      ? html` <a href="${compareAddress(id, versions[1].version, versions[0].version)}">What changed</a>`
      : ''
  } <a href="/documents/${id}/lineage?version=${version}">Lineage down to the bytes</a></p>
${legend()}
<div class="columns">
<div class="reading">
${articleText(found)}
</div>
<div class="beside">
${statementList(found)}
${entityLists(found)}
${creditList(found)}
</div>
</div>
${versionTable(id, versions, version)}
<div id="card" class="card" hidden></div>`;
}

function otherVersion({ id, version, current_version }: DocumentPage): Markup {
  return html`<p class="notice">This is version ${version}. ${
    current_version === null
      ? 'Readers see none.'
      : html`Readers see <a href="/documents/${id}">version ${current_version}</a>: <a href="${compareAddress(id, version, current_version)}">what differs</a>.`
  }</p>`;
}

function facts(found: DocumentPage): Markup {
  const { byline, published, modified, outlet, language, source, canonical_url } = found;
  const rows: [string, Markup | string | null][] = [
    [
      'By',
      byline.length === 0 ? null : html`${byline.map((author, i) => html`${i === 0 ? '' : ', '}${name(author)}`)}`,
    ],
    ['Outlet', outlet === null ? null : name(outlet)],
    ['Published', published === null ? null : articleDate(published)],
    ['Changed', modified === null ? null : articleDate(modified)],
    ['Language', language === null ? null : (languageName(language) ?? name(language))],
    ['Source', outsideLink(source)],
    ['Address', canonical_url === null || canonical_url === source ? null : outsideLink(canonical_url)],
    ['Key', found.key === source || found.key === canonical_url ? null : name(found.key)],
    ['Seen', moment(found.captured_at)],
    ['Version', html`${found.version}, published here ${moment(found.versioned_at)}`],
  ];
  return html`<dl class="metadata">${rows.map(([label, value]) =>
    value === null ? '' : html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}
