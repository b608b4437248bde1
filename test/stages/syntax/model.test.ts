import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SyntaxManifest } from '../../../stages/syntax/model.ts';
import { readTable, SectionWriter } from '../../../stages/syntax/model-file.ts';
import { WeightMemory } from '../../../stages/syntax/weight-memory.ts';
import { strideFor, WeightTable } from '../../../stages/syntax/weight-table.ts';

const MODEL = new URL('../../../stages/syntax/model/', import.meta.url);
const manifest: SyntaxManifest = JSON.parse(readFileSync(new URL('manifest.json', MODEL), 'utf8'));

test('the manifest describes the weights beside it', () => {
  const bytes = readFileSync(new URL(manifest.weights.file, MODEL));
  expect(bytes.length).toBe(manifest.weights.bytes);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(manifest.weights.sha256);
  expect(bytes.length).toBeLessThanOrEqual(15_000_000);
});

test('the manifest names licence and credit of all data, and the scores', () => {
  expect(manifest.data.length).toBeGreaterThan(0);
  for (const source of manifest.data) {
    expect(source.licence).not.toBe('');
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/u);
  }
  expect(manifest.credits.join(' ')).toMatch(/GUM.*Wikinews.*Voice of America.*senators/su);
  expect(manifest.scores['gum.test'].las).toBeGreaterThan(0);
});

test('the root is the first relation, and all relations fit into a set of 64', () => {
  const { relations } = manifest.labels;
  expect(relations[0]).toBe('root');
  expect(relations.length).toBeLessThanOrEqual(64);
});

test('tables come back from the weights file as they were written', () => {
  const bits = 7;
  const memory = new WeightMemory(2 ** 20);
  fc.assert(
    fc.property(
      // rows of one to four classes are coded
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: -127, max: 127 })), { maxLength: 600 }),
      (classes, filled) => {
        const weights = new Int8Array(2 ** bits * strideFor(classes));
        for (const [cell, weight] of filled) weights[cell % weights.length] = weight;
        const writer = new SectionWriter();
        writer.add(Uint8Array.of(1, 2, 3));
        const sections = writer.addTable(new WeightTable(classes, bits, weights));
        const table = readTable(writer.bytes(), sections, memory);
        expect(table.classes).toBe(classes);
        expect(table.weights).toEqual(weights);
      },
    ),
  );
});

test('a table in which hundreds of rows differ comes back as it was written', () => {
  const bits = 12;
  const weights = Int8Array.from({ length: 2 ** bits * 4 }, (_, i) => (i * i) % 251);
  const writer = new SectionWriter();
  const sections = writer.addTable(new WeightTable(3, bits, weights));
  expect(readTable(writer.bytes(), sections, new WeightMemory(weights.length)).weights).toEqual(weights);
});
