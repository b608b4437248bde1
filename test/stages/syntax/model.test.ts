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
  const classes = 5;
  const bits = 7;
  const cells = 2 ** bits * strideFor(classes);
  const memory = new WeightMemory(1000 * cells);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(cells - 1), fc.integer({ min: -127, max: 127 })), { maxLength: 60 }),
      (filled) => {
        const weights = new Int8Array(cells);
        for (const [cell, weight] of filled) weights[cell] = weight;
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
