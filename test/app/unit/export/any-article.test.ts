import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conllArticle } from '../../../../app/export/conll/index.ts';
import type { TextFormat } from '../../../../app/export/format.ts';
import { jsonl } from '../../../../app/export/jsonl.ts';
import { ninjs } from '../../../../app/export/ninjs.ts';
import { parquet } from '../../../../app/export/parquet/index.ts';
import { schemaOrg } from '../../../../app/export/schema-org.ts';
import { webAnnotation } from '../../../../app/export/web-annotation.ts';
import { CodePoints } from '../../../../stages/text/code-points.ts';
import { anyArticle } from '../../../db/annotations.ts';
import { readConll } from '../../../support/export/conll.ts';
import { exported } from '../../../support/export/exported.ts';
import { type Facts, factsOf, likeRead, type Part } from '../../../support/export/facts.ts';
import { readJsonl } from '../../../support/export/jsonl.ts';
import { asNinjs, readNinjs } from '../../../support/export/ninjs.ts';
import { readParquetFacts, readRows, rereadRows } from '../../../support/export/parquet.ts';
import { contributorsOf, readSchemaOrg } from '../../../support/export/schema-org.ts';
import { namesOfWebAnnotation, readWebAnnotation } from '../../../support/export/web-annotation.ts';

// Whatever the stages may give by their types, on any Unicode text, comes back out of each format.

const SETTINGS = { base: 'urn:copydesk:' };
const any = fc.tuple(anyArticle, fc.constantFrom('raw/a.txt', 'https://example.org/ä?b=1#c', ' tab\tline\nend|=\\ '));

/** Reads what a format gives for any article and compares it with the article. */
async function survives(
  format: TextFormat,
  read: (line: string) => Part | Promise<Part>,
  arranged = (facts: Facts) => facts,
): Promise<void> {
  const property = fc.asyncProperty(any, async ([article, key]) => {
    const given = exported(article, key);
    const line = format.encode(given, SETTINGS);
    expect(line.endsWith('\n') && !line.slice(0, -1).includes('\n')).toBe(true);
    const part = await read(line);
    expect(part).toEqual(likeRead(arranged(factsOf(given)), part));
  });
  await fc.assert(property, { numRuns: 150 });
}

test('JSONL, all of it', async () => {
  const property = fc.asyncProperty(any, async ([article, key]) => {
    const given = exported(article, key);
    expect(readJsonl(jsonl.encode(given, SETTINGS))).toEqual(factsOf(given));
  });
  await fc.assert(property);
});

test('Web Annotation, as JSON-LD whose selectors find their words', () => survives(webAnnotation, readWebAnnotation));

test('schema.org, as JSON-LD', () => survives(schemaOrg, readSchemaOrg));

test('ninjs, by the schema of the standard', () => {
  const read = (line: string) => {
    const { kinds: _, roleText: __, ...part } = readNinjs(line);
    return part;
  };
  return survives(ninjs, read, asNinjs);
});

test('names and contributors too', async () => {
  const property = fc.asyncProperty(anyArticle, async (article) => {
    const given = exported(article);
    expect(await namesOfWebAnnotation(webAnnotation.encode(given, SETTINGS))).toEqual(
      given.mentions.map(({ entity }) => {
        const { canonical: name, place, knownId } = given.entities[entity];
        return { name, city: place?.geonamesId ? `https://sws.geonames.org/${place.geonamesId}/` : null, knownId };
      }),
    );
    expect(await contributorsOf(schemaOrg.encode(given, SETTINGS))).toMatchObject(
      given.credits.filter(({ kind }) => kind !== 'dateline').map(({ kind, name, email }) => ({ kind, name, email })),
    );
  });
  await fc.assert(property, { numRuns: 50 });
});

const SEPARATING = /[\s\p{Cc}]/u;

/** Without the white space at their edges that the stages never leave there, and none of which nothing is left. */
function trimmed(facts: Facts): Facts {
  const points = new CodePoints(facts.text);
  const at = (point: number) => facts.text.slice(points.toUtf16(point), points.toUtf16(point + 1));
  const trim = ([from, to]: [number, number]): [number, number][] => {
    let [start, end] = [from, to];
    while (start < end && SEPARATING.test(at(start))) start += 1;
    while (end > start && SEPARATING.test(at(end - 1))) end -= 1;
    return start < end ? [[start, end]] : [];
  };
  return {
    ...facts,
    sentences: facts.sentences.flatMap(trim),
    mentions: facts.mentions.flatMap((mention) =>
      trim([mention.start, mention.end]).map(([start, end]) => ({ ...mention, start, end })),
    ),
    attributions: facts.attributions.map((attribution) => ({
      ...attribution,
      source: attribution.source.flatMap(trim),
      cue: attribution.cue.flatMap(trim),
      content: attribution.content.flatMap(trim),
    })),
  };
}

test('CoNLL-U, by the letter of its format', () => {
  const property = fc.property(any, ([article, key]) => {
    const given = exported(article, key);
    const part = readConll(conllArticle(given));
    if (part === null) expect(given.text.replaceAll(new RegExp(SEPARATING, 'gu'), '')).toBe('');
    else expect(part).toEqual(likeRead(trimmed(factsOf(given)), part));
  });
  fc.assert(property, { numRuns: 500 });
});

test('Parquet, all of it, as two readers understand it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-parquet-'));
  try {
    const articles = fc
      .sample(any, { numRuns: 200, seed: 7 })
      .map(([article, key], i) => exported(article, `${key}${i}`, 2 ** 40 + i));
    const given = async function* () {
      yield* articles;
    };
    expect(await parquet.write(given(), folder)).toBe(articles.length);
    for (const read of [readRows, rereadRows]) {
      const parts = await readParquetFacts(folder, read);
      for (const article of articles) {
        expect(parts.get(article.documentId)).toEqual(factsOf(article));
      }
      const [first] = await read(folder, 'documents');
      expect(first).toMatchObject({
        document_id: BigInt(articles[0].documentId),
        captured_at: articles[0].capturedAt,
        published_at: articles[0].publishedAt,
        is_current: true,
      });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
