import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadAttributions } from '../../db/attributions.ts';
import { canonicalJson, sha256 } from '../../db/canonical-json.ts';
import { loadEntities } from '../../db/entities.ts';
import { storeRawDocument } from '../../db/raw-documents.ts';
import { findStageResult, saveStageResult } from '../../db/stage-results.ts';
import { upsertStageVersion } from '../../db/stage-versions.ts';
import { loadNormalizedText } from '../../db/texts.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { anyArticle } from './annotations.ts';
import { article, BRIDGE } from './article.ts';
import { checkSurfaces, dump } from './facts.ts';
import { newRun, prepare } from './ingest.ts';

const { db } = await createTestDatabase({ maxConnections: 20 });

async function artifactOf(resultId: number): Promise<number> {
  const row = await db
    .selectFrom('stage_results')
    .select('artifact_id')
    .where('id', '=', resultId)
    .executeTakeFirstOrThrow();
  return row.artifact_id;
}

let inputs = 0;

/** A new input of the normalize stage, with everything but the output. */
async function newInput() {
  inputs += 1;
  const rawSha256 = await storeRawDocument(db, { bytes: Buffer.from(`input ${inputs}`) });
  return {
    ...newRun(),
    stage: 'normalize' as const,
    stageVersionId: await upsertStageVersion(db, { stage: 'normalize', fingerprint: 'v1' }),
    inputSha256: rawSha256,
    rawSha256,
    durationMs: 1,
    attempt: 1,
  };
}

test('what any stage gives comes back exactly, and every surface form is what the text has at its span', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(anyArticle, async (told) => {
      number += 1;
      const { results } = await prepare(db, { key: `any-${number}`, raw: `any-${number}`, told });
      expect(await loadNormalizedText(db, results.normalize)).toEqual(told.text);
      expect(await loadEntities(db, await artifactOf(results.entities))).toEqual(told.entities);
      expect(await loadAttributions(db, await artifactOf(results.attribution))).toEqual(told.attributions);
    }),
    { numRuns: 150 },
  );
  const surfaces = await checkSurfaces(db);
  for (const [table, { rows, wrong }] of Object.entries(surfaces)) {
    expect({ table, enough: rows > 50, wrong }).toEqual({ table, enough: true, wrong: 0 });
  }
}, 120_000);

test('the same input through the same stage version writes nothing new', async () => {
  const run = newRun();
  const first = await prepare(db, { key: 'memo', told: BRIDGE, run });
  const before = await dump(db);
  expect(await prepare(db, { key: 'memo', told: BRIDGE, run })).toEqual(first);
  expect(await dump(db)).toEqual(before);

  // Also when the memo is not asked but saved to, and whatever is saved: the first result stands.
  const input = await newInput();
  const { text } = article({ paragraphs: ['First.'] });
  const saved = await saveStageResult(db, { ...input, output: text });
  const after = await dump(db);
  expect(await saveStageResult(db, { ...input, output: article({ paragraphs: ['Second.'] }).text })).toEqual(saved);
  expect(await findStageResult(db, input.stageVersionId, input.inputSha256)).toEqual(saved);
  expect(await dump(db)).toEqual(after);
});

test('the same output of another stage version is the same artifact', async () => {
  const before = await prepare(db, { key: 'same-output', told: BRIDGE, fingerprint: 'v1' });
  const { texts, mentions, attributions } = await dump(db);
  const after = await prepare(db, { key: 'same-output', told: BRIDGE, fingerprint: 'v2' });
  expect(after.results.entities).not.toBe(before.results.entities);
  expect(await artifactOf(after.results.entities)).toBe(await artifactOf(before.results.entities));
  expect(await dump(db)).toMatchObject({ texts, mentions, attributions });
});

test('the same spans on another text are another artifact', async () => {
  const one = await prepare(db, {
    key: 'one',
    told: { paragraphs: ['She said no.'], attributions: [{ content: 'no' }] },
  });
  const two = await prepare(db, {
    key: 'two',
    told: { paragraphs: ['She said so.'], attributions: [{ content: 'so' }] },
  });
  expect(await artifactOf(one.results.attribution)).not.toBe(await artifactOf(two.results.attribution));
});

test('twenty identical saves at once give one artifact and one result', async () => {
  const input = await newInput();
  const output = article({ paragraphs: ['All at once.'] }).text;
  const saved = await Promise.all(Array.from({ length: 20 }, () => saveStageResult(db, { ...input, output })));
  expect(new Set(saved.map(canonicalJson)).size).toBe(1);
  const { texts, stage_results } = await dump(db);
  expect(texts.filter((row) => row.includes('All at once.'))).toHaveLength(1);
  expect(stage_results.filter((row) => row.includes(input.inputSha256))).toHaveLength(1);
});

test('different outputs saved at once for one input leave one, and nothing of the others', async () => {
  const input = await newInput();
  const saved = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      saveStageResult(db, { ...input, output: article({ paragraphs: [`Torn ${i}.`] }).text }),
    ),
  );
  expect(new Set(saved.map(canonicalJson)).size).toBe(1);
  const { texts, artifacts } = await dump(db);
  expect(texts.filter((row) => row.includes('Torn'))).toHaveLength(1);
  expect(artifacts.filter((row) => row.includes(saved[0].artifactSha256))).toHaveLength(1);
});

test('an output that contradicts its text is refused, and nothing of it stays', async () => {
  const input = await newInput();
  const output = article({ paragraphs: ['Short 😀.'] }).text;
  const before = await dump(db);
  await expect(
    saveStageResult(db, { ...input, output: { ...output, sentences: [{ start: 0, end: 9 }] } }),
  ).rejects.toThrow('Sentence [0, 9) is no stretch of a text of 8 code points');
  expect(await dump(db)).toEqual(before);

  const { artifactId, artifactSha256 } = await saveStageResult(db, { ...input, output });
  const stageVersionId = await upsertStageVersion(db, { stage: 'entities', fingerprint: 'v1' });
  const mention = { start: 0, end: 5, text: 'Shirt', type: 'MISC', kind: 'name', entity: 0, confidence: 1 } as const;
  const entity = { type: 'MISC', canonical: 'Short', roles: [], aliases: [], gender: null } as const;
  await expect(
    saveStageResult(db, {
      ...input,
      stage: 'entities',
      stageVersionId,
      inputSha256: artifactSha256,
      textArtifactId: artifactId,
      output: { status: 'tagged', entities: [{ ...entity, roles: [], aliases: [] }], mentions: [mention] },
    }),
  ).rejects.toThrow('says "Shirt", the text "Short"');
});

test('a text of five million characters is stored, and searched by its beginning', async () => {
  const long = Array.from({ length: 600_000 }, (_, i) => `w${i.toString(36)}漢`).join(' ');
  const output = article({ paragraphs: [long] }).text;
  const { resultId } = await saveStageResult(db, { ...(await newInput()), output });
  expect((await loadNormalizedText(db, resultId)).text).toBe(long);
});

test('canonical JSON does not depend on the order of fields', () => {
  expect(canonicalJson({ b: [1, { d: null, c: undefined }], a: 'é' })).toBe('{"a":"é","b":[1,{"d":null}]}');
  expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});
