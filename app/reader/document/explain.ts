import { html } from 'hono/html';
import type { EntityRow, MentionRow } from '../../../db/reading/document.ts';
import type { Markup } from '../layout.ts';
import { name } from '../links.ts';

/** How a mention refers to its entity, as a sentence; null where it is the name itself. */
export function explainMention(mention: MentionRow, entity: EntityRow): Markup | null {
  const words = html`“${name(mention.text)}”`;
  const who = name(entity.canonical);
  switch (mention.kind) {
    case 'metonym':
      return mention.metonym_for === null
        ? html`${words} here stands for more than the place.`
        : html`${words} here stands for ${withArticle(mention.metonym_for)}.`;
    case 'acronym':
      return html`${words} is short for ${who}.`;
    case 'alias':
      return html`${words} is another name of ${who}.`;
    case 'demonym':
      return html`${words} belongs to ${who}.`;
    case 'role':
      return html`${words} is ${who}, by office.`;
    case 'nominal':
    case 'pronoun':
      return html`${words} refers to ${who}.`;
    default:
      return null;
  }
}

/** `the Government of Japan`: what a metonym stands for is mostly an institution, named without its article. */
function withArticle(institution: string): Markup {
  const isInstitution = /^\p{Lu}\S* of /u.test(institution);
  return html`${isInstitution ? 'the ' : ''}${name(institution)}`;
}
