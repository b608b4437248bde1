import fc from 'fast-check';
import type { AttributionAnnotations } from '../../stages/attribution/types.ts';
import type { EntityAnnotations, EntityType } from '../../stages/entities/types.ts';
import type { NormalizedText, Quotation } from '../../stages/normalize/types.ts';
import type { Span } from '../../stages/text/span.ts';
import type { Article } from './article.ts';

/** Any Unicode text that a stage may give: all planes, no NUL, no half of a surrogate pair. */
const words = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('a', ' ', '“', '😀', '𝔅', 'é', '漢', '\n', '"', '\\', '{', '}', ',', 'NULL'),
      fc.string({ unit: 'binary' }),
    ),
  })
  .map((text) => text.replaceAll('\0', '').toWellFormed());
const confidence = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const types = fc.constantFrom<EntityType>('PER', 'LOC', 'ORG', 'DATE', 'MISC', 'EVENT', 'EMAIL');

/** Stretches in order that do not overlap. */
function spans(length: number, most: number): fc.Arbitrary<Span[]> {
  return fc.uniqueArray(fc.nat(length), { maxLength: most * 2 }).map((cuts) => {
    const sorted = cuts.sort((a, b) => a - b);
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => ({
      start: sorted[2 * i],
      end: sorted[2 * i + 1],
    }));
  });
}

/** Pairs of marks with at least a character between them. */
function quotations(length: number): fc.Arbitrary<Quotation[]> {
  const flags = fc.record({ closed: fc.boolean(), depth: fc.nat(2), paragraph: fc.nat(3), continues: fc.boolean() });
  return fc.tuple(spans(length, 4), fc.array(flags, { minLength: 8, maxLength: 8 })).map(([found, told]) =>
    found
      .filter(({ start, end }) => end - start > 2)
      .map((span, i) => ({
        ...span,
        ...told[i],
        innerStart: span.start + 1,
        innerEnd: told[i].closed ? span.end - 1 : span.end,
      })),
  );
}

function normalized(text: string, length: number): fc.Arbitrary<NormalizedText> {
  const optional = fc.option(words);
  const dates = fc.option(
    fc.oneof(words, fc.constantFrom('2012-11-02', '2012-11', '2026-02-31', '0000-01-01', '2026-03-04T05:06:07+05:30')),
  );
  return fc.record({
    text: fc.constant(text),
    title: optional,
    byline: fc.array(words, { maxLength: 3 }),
    publishedAt: dates,
    modifiedAt: dates,
    language: fc.constantFrom('en', 'de', null),
    outlet: optional,
    canonicalUrl: optional,
    paragraphs: spans(length, 4),
    sentences: spans(length, 8),
    quotations: quotations(length),
    foreignParagraphs: fc.array(fc.record({ paragraph: fc.nat(1e6), language: fc.constantFrom('de', 'fr') }), {
      maxLength: 2,
    }),
    encoding: fc.constantFrom('utf-8', 'windows-1252'),
    offsets: fc.array(
      fc.record({
        start: fc.nat(1e6),
        length: fc.nat(1e6),
        rawStart: fc.nat(1e6),
        rawLength: fc.nat(1e6),
      }),
    ),
    warnings: fc.array(words, { maxLength: 2 }),
  });
}

/** In hundred-thousandths. */
const degrees = (most: number) => fc.integer({ min: -most * 1e5, max: most * 1e5 }).map((whole) => whole / 1e5);

function tagged(text: string, length: number): fc.Arbitrary<EntityAnnotations> {
  const points = [...text];
  const place = fc.record(
    {
      country: fc.constantFrom('JP', 'US', 'KE'),
      region: fc.constantFrom('US-IL', 'JP-01'),
      geonamesId: fc.integer({ min: 1 }),
      latitude: degrees(90),
      longitude: degrees(180),
    },
    { requiredKeys: ['country'], noNullPrototype: true },
  );
  const entities = fc.array(
    fc.record(
      {
        type: types,
        canonical: words,
        roles: fc.array(words, { maxLength: 2 }),
        aliases: fc.array(words, { maxLength: 2 }),
        gender: fc.constantFrom('female' as const, 'male' as const, null),
        place,
      },
      { requiredKeys: ['type', 'canonical', 'roles', 'aliases', 'gender'], noNullPrototype: true },
    ),
    { minLength: 1, maxLength: 4 },
  );
  return fc.tuple(entities, spans(length, 6)).chain(([known, found]) =>
    fc.record({
      status: fc.constantFrom('tagged' as const, 'unsupported-language' as const),
      entities: fc.constant(known),
      mentions: fc.tuple(
        ...found.map(({ start, end }) =>
          fc.record(
            {
              start: fc.constant(start),
              end: fc.constant(end),
              text: fc.constant(points.slice(start, end).join('')),
              type: types,
              kind: fc.constantFrom('name' as const, 'metonym' as const, 'pronoun' as const),
              entity: fc.nat(known.length - 1),
              role: words,
              metonymFor: words,
              value: words,
              confidence,
            },
            { requiredKeys: ['start', 'end', 'text', 'type', 'kind', 'entity', 'confidence'] },
          ),
        ),
      ),
    }),
  );
}

function attributed(length: number, entities: number): fc.Arbitrary<AttributionAnnotations> {
  return fc.record({
    status: fc.constantFrom('attributed' as const, 'unsupported-language' as const),
    attributions: fc.array(
      fc.record({
        source: spans(length, 2),
        cue: spans(length, 2),
        content: spans(length, 3),
        type: fc.constantFrom('direct' as const, 'indirect' as const, 'mixed' as const),
        speakers: fc.array(fc.record({ name: words, entity: fc.nat(entities - 1) }), { maxLength: 2 }),
        polarity: fc.constantFrom('positive' as const, 'negative' as const, 'uncertain' as const),
        level: fc.nat(3),
        confidence,
      }),
      { maxLength: 4 },
    ),
    credits: spans(length, 3).chain((found) =>
      fc.tuple(
        ...found.map(({ start, end }) =>
          fc.record(
            {
              kind: fc.constantFrom('author' as const, 'outlet' as const, 'dateline' as const),
              name: words,
              role: words,
              outlet: words,
              email: words,
              start: fc.constant(start),
              end: fc.constant(end),
            },
            { requiredKeys: ['kind', 'name', 'start', 'end'] },
          ),
        ),
      ),
    ),
  });
}

/** Anything the three stages may give by their types, on any text. */
export const anyArticle: fc.Arbitrary<Article> = words.chain((text) => {
  const { length } = [...text];
  return fc.tuple(normalized(text, length), tagged(text, length)).chain(([normalizedText, entities]) =>
    attributed(length, entities.entities.length).map((attributions) => ({
      text: normalizedText,
      entities,
      attributions,
    })),
  );
});
