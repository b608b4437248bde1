import { html } from 'hono/html';
import type { DocumentPage, EntityRow, MentionRow } from '../../../db/reading/document.ts';
import type { Markup } from '../layout.ts';
import { knownAddress, name, speakerLink } from '../links.ts';
import { explainMention } from './explain.ts';
import { confidence, counted, short, TYPE_NAMES, typeName } from './words.ts';

/** Whom and what the article names, by type, each with its mentions: `#e0` an entity, `#d0` a mention's details. */
export function entityLists(page: DocumentPage): Markup {
  const mentions = Map.groupBy(page.mentions, ({ entity }) => entity);
  const speakers = new Set(page.attributions.flatMap((row) => row.speakers.map(({ entity }) => entity)));
  const known = Object.keys(TYPE_NAMES);
  const types = [...new Set([...known, ...page.entities.map(({ type }) => type)])];
  const fingerprint = page.stages.find(({ stage }) => stage === 'entities')?.fingerprint ?? '';
  return html`<section aria-labelledby="entities">
<h2 id="entities">Names <span class="muted small">${counted(page.entities.length, 'entity', 'entities')}, ${counted(page.mentions.length, 'mention')}</span></h2>
<p class="muted small origin" data-stage="entities">Found by <a href="/documents/${page.id}/lineage?version=${page.version}">entities <code>${short(fingerprint)}</code></a></p>
${types.map((type) => {
  const entities = page.entities.filter((entity) => entity.type === type);
  if (entities.length === 0) return '';
  return html`<h3>${TYPE_NAMES[type]?.many ?? type}</h3>
<ul class="entities">${entities.map((entity) =>
    entityItem(entity, mentions.get(entity.ordinal) ?? [], speakers.has(entity.ordinal), page),
  )}</ul>`;
})}
</section>`;
}

function entityItem(entity: EntityRow, mentions: MentionRow[], isSpeaker: boolean, page: DocumentPage): Markup {
  const { ordinal, canonical, type, roles, aliases, gender, known } = entity;
  return html`
<li id="e${ordinal}">
<div class="about"><strong>${isSpeaker ? speakerLink(canonical) : name(canonical)}</strong> <span class="tag ${type.toLowerCase()}">${typeName(type)}</span>${gender === null ? '' : html` <span class="muted small">${gender}</span>`}
${roles.length === 0 ? '' : html`<p class="role">${list(roles)}</p>`}
${aliases.length === 0 ? '' : html`<p class="aliases small">Also called ${list(aliases)}</p>`}
${known === null ? '' : acrossDocuments(known)}</div>
<details><summary>${counted(mentions.length, 'mention')}</summary>
<ul class="mentions small">${mentions.map((mention) => mentionItem(mention, entity, page))}</ul></details>
</li>`;
}

function acrossDocuments({ id, articles, hasMore }: NonNullable<EntityRow['known']>): Markup {
  const many = hasMore ? ' or more' : '';
  return html`<p class="muted small">Across documents <a href="${knownAddress(id)}">number <code>${id}</code></a>, in ${counted(articles, 'article')}${many}</p>`;
}

function mentionItem(mention: MentionRow, entity: EntityRow, page: DocumentPage): Markup {
  const { ordinal, text, kind, type, role, value, sentence, start, end } = mention;
  const explanation = explainMention(mention, entity);
  const origin = `/documents/${page.id}/lineage?version=${page.version}&start=${start}&end=${end}`;
  return html`
<li id="d${ordinal}"><a href="#m${ordinal}">“${name(text)}”</a>: ${kind}${type === entity.type ? '' : html`, here ${typeName(type)}`}${
    role === null ? '' : html`, role ${name(role)}`
  }${value === null ? '' : html`, <code>${value}</code>`}, confidence ${confidence(mention.confidence)}${
    sentence === null ? '' : html`, sentence ${sentence + 1}`
  }${explanation === null ? '' : html`<span class="explained">${explanation}</span>`} <a class="origin" href="${origin}">In the raw text</a></li>`;
}

function list(texts: string[]): Markup {
  return html`${texts.map((text, i) => html`${i === 0 ? '' : ', '}${name(text)}`)}`;
}
