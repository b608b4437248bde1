import { html } from 'hono/html';
import { listDocuments } from '../../../db/reading/documents.ts';
import { type DescribedDocument, describeDocuments } from '../../../db/reading/documents-described.ts';
import { listDocumentsUnderWay } from '../../../db/reading/documents-under-way.ts';
import { listOpenFailures } from '../../../db/reading/failures.ts';
import type { Page } from '../../../db/reading/page.ts';
import { searchQuery } from '../../../db/reading/search-query.ts';
import { findSpeakers } from '../../../db/reading/search-speakers.ts';
import { findWords } from '../../../db/reading/search-words.ts';
import type { ReaderContext } from '../context.ts';
import { articleDate, moment } from '../dates.ts';
import { languageName } from '../document/words.ts';
import type { Markup } from '../layout.ts';
import { name, speakerLink } from '../links.ts';
import { addressOf, pager } from '../pager.ts';
import { cursorOf } from '../parameters.ts';
import { excerpt, markWords, type Piece } from './excerpt.ts';
import { filterOf, parametersOf, type Query } from './query.ts';

/** Documents of a page, speakers that are suggested, and speakers that are named with a document. */
const PAGE_SIZE = 20;
const SUGGESTED = 5;
const NAMED = 6;
/** Code points at the beginning of a text in which words that were found are shown. */
const SHOWN_TEXT = 20_000;
/** Code points that are enough where nothing was searched for. */
const SHOWN_BEGINNING = 1_000;
/** Code points of a heading: an article may have a title of any length; and of the words that stand for a missing one. */
const LONGEST_HEADING = 200;
const FIRST_WORDS = 80;

type Db = ReaderContext['db'];

/** The list that a query asks for, with the links to its next pages. */
export async function results(db: Db, query: Query): Promise<Markup> {
  if (query.outcome === 'failed') return failed(db, query);
  if (query.outcome === 'under way') return underWay(db, query);
  const { q } = query;
  const cursor = cursorOf(query);
  const search = q === undefined ? undefined : searchQuery(q);
  const [found, speakers] = await Promise.all([
    listDocuments(db, filterOf(query), cursor, PAGE_SIZE),
    search && cursor === null ? findSpeakers(db, search.speaker, SUGGESTED) : [],
  ]);
  const documents = await describeDocuments(db, found.entries, search ? SHOWN_TEXT : SHOWN_BEGINNING);
  const words = search
    ? await findWords(
        db,
        search,
        documents.flatMap(({ title, text }) => [title ?? '', text]),
      )
    : new Set<string>();
  return html`${speakers.length === 0 ? '' : html`<p>Speakers: ${joined(speakers.map(speakerLink))}</p>`}
${list(
  query,
  found,
  documents.map((document) => entry(document, words, search?.terms ?? [])),
)}`;
}

function entry(document: DescribedDocument, words: ReadonlySet<string>, terms: string[]): Markup {
  const { documentId, key, version, title, outlet, published, versionedAt, language, entities, attributions } =
    document;
  const heading = title === null ? shortened(document.text.split('\n', 1)[0], FIRST_WORDS) : shortened(title);
  const speakers = document.speakers.filter((speaker) => terms.some((term) => beginsIn(speaker, term)));
  return html`<li>
<h2><a href="/documents/${documentId}">${heading.trim() === '' ? name(key) : marked(markWords(heading, words))}</a></h2>
<p class="facts">${outlet === null ? '' : html`<span>${name(shortened(outlet))}</span>`}
<span>${published === null ? html`came ${moment(versionedAt)}` : articleDate(published)}</span>
${languageName(language) === null ? '' : html`<span>${languageName(language)}</span>`}
<span>version ${version}</span> <span>${counted(entities, 'entity', 'entities')}</span> <span>${counted(attributions, 'statement', 'statements')}</span></p>
<p class="excerpt">${marked(excerpt(withoutHeading(document.text, title ?? ''), words))}</p>
${speakers.length === 0 ? '' : html`<p class="facts">Speaks here: ${joined(speakers.slice(0, NAMED).map(speakerLink))}</p>`}
</li>`;
}

async function failed(db: Db, query: Query): Promise<Markup> {
  const page = await listOpenFailures(db, filterOf(query), cursorOf(query), PAGE_SIZE);
  const entries = page.entries.map(
    (failure) => html`<li>
<h2>${
      failure.documentId === null
        ? name(shortened(failure.key ?? failure.source ?? failure.workflowId))
        : html`<a href="/documents/${failure.documentId}">${name(shortened(failure.title ?? failure.key ?? ''))}</a>`
    }</h2>
<p class="facts"><span class="state bad">${failure.errorType}</span> <span>at ${failure.stage}</span> <span>${moment(failure.failedAt)}</span></p>
<p>${failure.message}</p>
<p><a href="${addressOf('/failures', { q: shortened(failure.key ?? failure.source ?? '') || undefined })}">What to do</a></p>
</li>`,
  );
  return list(query, page, entries);
}

async function underWay(db: Db, query: Query): Promise<Markup> {
  const page = await listDocumentsUnderWay(db, query.q, cursorOf(query), PAGE_SIZE);
  const entries = page.entries.map(
    ({ key, createdAt }) => html`<li>
<h2>${name(key)}</h2>
<p class="facts"><span class="state wait">under way</span> <span>first seen ${moment(createdAt)}</span></p>
</li>`,
  );
  return list(query, page, entries);
}

function list(query: Query, page: Page<{ place: string }>, entries: Markup[]): Markup {
  if (entries.length === 0) return html`<p class="notice">${nothing(query)}</p>`;
  return html`<ol class="results">${entries}</ol>
${pager({
  path: '/',
  query: parametersOf(query),
  newer: page.hasNewer ? page.entries[0].place : undefined,
  older: page.hasOlder ? page.entries.at(-1)?.place : undefined,
})}`;
}

function nothing(query: Query): Markup {
  const asked = parametersOf(query);
  if (query.newer !== undefined || query.older !== undefined) {
    return html`There is nothing more: <a href="${addressOf('/', asked)}">first page</a>.`;
  }
  if (Object.values(asked).every((value) => value === undefined)) {
    return html`There are no articles yet: <code>npm start</code> ingests what is in <code>raw/</code>, <code>npm start -- PATH</code> your own.`;
  }
  return html`Nothing was found. Search for less, or <a href="/">clear all filters</a>.`;
}

function marked(pieces: readonly Piece[]): Markup {
  return html`<bdi>${pieces.map(({ text, isFound }) => (isFound ? html`<mark>${text}</mark>` : text))}</bdi>`;
}

function joined(links: readonly Markup[]): Markup {
  return html`${links.map((link, at) => html`${at === 0 ? '' : ', '}${link}`)}`;
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

function shortened(text: string, longest = LONGEST_HEADING): string {
  const points = [...text.slice(0, 2 * longest + 2)];
  return points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : text;
}

/** A text often begins with its title, which stands above it already. */
function withoutHeading(text: string, heading: string): string {
  return text.startsWith(heading) ? text.slice(heading.length) : text;
}

/** Whether one of the words of a name begins so. @param term in lower case. */
function beginsIn(speaker: string, term: string): boolean {
  return speaker
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .some((word) => word.startsWith(term));
}
