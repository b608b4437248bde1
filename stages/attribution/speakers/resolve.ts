import type { Mention } from '../../entities/types.ts';
import type { Span } from '../../text/span.ts';
import type { Article } from '../article.ts';
import type { Place } from '../order.ts';
import type { Placed } from '../placed.ts';
import type { Speaker } from '../types.ts';
import { headMentions } from './heads.ts';
import { MentionIndex } from './mention-index.ts';

const FIRST_PERSON = /^(?:I|me|my|mine|we|us|our|ours)(?:\s|$)/iu;
const HE_OR_SHE = /^(?:he|him|his|she|her|hers)$/iu;
const RELATIVE = /^(?:who|whom|whose|which|that)$/iu;

/** Who answers is not who spoke last. */
const REPLIES = new Set(['reply', 'answer', 'respond', 'retort', 'rejoin', 'counter']);

interface Latest {
  speaker: Speaker;
  paragraph: number;
}

/**
 * Says who the sources are, each by the canonical name of its entity: names, roles, pronouns, several where a statement is
 * joint. A source that cannot be told keeps an empty list.
 */
export function resolveSpeakers(article: Article, placed: readonly Placed[], places: readonly Place[]): Speaker[][] {
  const index = new MentionIndex(article.mentions);
  const resolved: Speaker[][] = [];
  const enclosing = (i: number): Speaker[] => {
    let parent = places[i].parent;
    for (let steps = 0; parent >= 0 && steps < 4; steps += 1) {
      const { quotations, layoutSpeaker } = placed[parent];
      if (quotations.length > 0 || layoutSpeaker) return resolved[parent] ?? [];
      parent = places[parent].parent;
    }
    return [];
  };
  const speakerOf = (mention: Mention): Speaker => ({
    name: mention.metonymFor ?? article.entities[mention.entity].canonical,
    entity: mention.entity,
  });
  let latest: Latest | undefined;
  let earlier: Latest | undefined;
  for (const [i, attribution] of placed.entries()) {
    const source = attribution.source[0];
    let speakers: Speaker[] = [];
    if (source) {
      const words = article.text.slice(source.start, source.end);
      if (attribution.unit) speakers = headMentions(article.text, attribution.unit, source, index).map(speakerOf);
      if (speakers.length === 0 && attribution.layoutSpeaker)
        speakers = labelled(article, attribution.speakerName ?? words, source, index, speakerOf);
      if (speakers.length === 0 && FIRST_PERSON.test(words)) speakers = enclosing(i);
      else if (speakers.length === 0 && HE_OR_SHE.test(words))
        speakers = antecedent(
          article,
          attribution,
          source,
          index,
          REPLIES.has(attribution.lemma) ? (earlier ?? latest) : latest,
        );
      else if (speakers.length === 0 && RELATIVE.test(words)) speakers = described(source, index).map(speakerOf);
    }
    if (speakers.length === 1 && article.entities[speakers[0].entity].type === 'PER') {
      if (latest && latest.speaker.entity !== speakers[0].entity) earlier = latest;
      latest = { speaker: speakers[0], paragraph: attribution.paragraph };
    }
    resolved.push(speakers);
  }
  // a content may be ordered before the attribution around it
  placed.forEach((attribution, i) => {
    const source = attribution.source[0];
    if (!source || resolved[i].length > 0) return;
    if (FIRST_PERSON.test(article.text.slice(source.start, source.end))) resolved[i] = enclosing(i);
  });
  return resolved;
}

/** Whom a label names: a mention in it, or the person whose full name or surname it gives. */
function labelled(
  article: Article,
  name: string,
  source: Span,
  index: MentionIndex,
  speakerOf: (mention: Mention) => Speaker,
): Speaker[] {
  const [mention] = index.within(source);
  if (mention) return [speakerOf(mention)];
  const wanted = name.toLowerCase().replace(/^(?:mr|mrs|ms|dr|prof)\.?\s/u, '');
  const found = article.entities.flatMap(({ canonical, type }, entity) => {
    const known = canonical.toLowerCase();
    const same = known === wanted || (type === 'PER' && known.endsWith(` ${wanted}`));
    return same ? [{ name: canonical, entity }] : [];
  });
  return found.length === 1 ? found : [];
}

/** The latest speaker or, where nobody spoke, the only person named so far in the paragraph, of the pronoun's gender. */
function antecedent(
  article: Article,
  attribution: Placed,
  source: Span,
  index: MentionIndex,
  latest: Latest | undefined,
): Speaker[] {
  const wanted = /^h(?:e|im|is)$/iu.test(article.text.slice(source.start, source.end)) ? 'male' : 'female';
  const fits = (entity: number) => {
    const { gender, type } = article.entities[entity];
    return type === 'PER' && (gender === null || gender === wanted);
  };
  const paragraph = article.paragraphs[attribution.paragraph];
  const near = index
    .before(source.start, paragraph?.start ?? 0, 40)
    .filter((mention) => mention.type === 'PER' && mention.kind !== 'pronoun');
  const persons = new Set(near.map((mention) => mention.entity).filter(fits));
  if (latest && attribution.paragraph - latest.paragraph <= 1 && fits(latest.speaker.entity)) {
    const others = [...persons].filter((entity) => entity !== latest.speaker.entity);
    if (others.length === 0) return [latest.speaker];
  }
  if (persons.size !== 1) return [];
  const [entity] = persons;
  return [{ name: article.entities[entity].canonical, entity }];
}

/** What "who" stands for: the mention right before it. */
function described(source: Span, index: MentionIndex): Mention[] {
  const [mention] = index.before(source.start, Math.max(0, source.start - 80), 1);
  return mention && source.start - mention.end <= 2 && /^(?:PER|ORG|LOC)$/u.test(mention.type) ? [mention] : [];
}
