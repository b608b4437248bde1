import { html } from 'hono/html';
import type { FilterChoices } from '../../../db/reading/documents-choices.ts';
import { languageName } from '../document/words.ts';
import type { Markup } from '../layout.ts';
import { LONGEST_SEARCH } from '../parameters.ts';
import { OUTCOMES, type Query } from './query.ts';

/** What to search for and to filter by. The script `search.js` sends it as it is typed. */
export function searchForm(query: Query, { outlets, languages }: FilterChoices): Markup {
  // A name that is asked for and is not there any more stays chosen.
  const withOwn = (values: string[], own: string | undefined) =>
    own === undefined || values.includes(own) ? values : [...values, own];
  return html`<form class="filters" action="/" role="search" data-live="results" data-things="documents">
<label class="wide">Search titles, texts and speakers
<input type="search" name="q" value="${query.q ?? ''}" maxlength="${LONGEST_SEARCH}" autocomplete="off" placeholder="words, &quot;a phrase&quot;, -not, or"></label>
${choice(
  'Outlet',
  'outlet',
  withOwn(outlets, query.outlet).map((outlet) => [outlet, outlet]),
  query.outlet,
  'All',
)}
${choice(
  'Language',
  'language',
  withOwn(languages, query.language).map((code) => [code, languageName(code) ?? code]),
  query.language,
  'All',
)}
<label>Published from <input type="date" name="from" value="${query.from ?? ''}"></label>
<label>to <input type="date" name="to" value="${query.to ?? ''}"></label>
${choice('Outcome', 'outcome', Object.entries(OUTCOMES), query.outcome)}
<p class="actions"><button>Search</button> <a class="button plain" href="/">Clear</a></p>
</form>`;
}

function choice(label: string, field: string, options: string[][], chosen: string | undefined, all?: string): Markup {
  return html`<label>${label} <select name="${field}">
${all === undefined ? '' : html`<option value="">${all}</option>`}
${options.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`)}
</select></label>`;
}
