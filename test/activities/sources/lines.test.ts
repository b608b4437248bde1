import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, readLines } from '../../../activities/sources/lines.ts';

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(text: string, size: number, limit: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(inPieces(Buffer.from(text), size), limit)) lines.push(line);
  return lines;
}

test('however the stream is cut, its lines are the same', async () => {
  const lines = fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', ' ')));
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 1, max: 50 }), async (wanted, size) => {
      const found = await collect(wanted.map((line) => `${line}\n`).join(''), size, 1e6);
      expect(found.map((line) => line.bytes.toString())).toEqual(wanted);
    }),
  );
});

test('a line past the limit keeps its head, and the next line is unharmed', async () => {
  const [long, next] = await collect(`{"id":"big","text":"${'x'.repeat(20_000)}"}\nshort`, 1000, 10_000);
  expect(long.truncated).toBe(true);
  expect(long.bytes.length).toBe(4096);
  expect(next).toEqual({ bytes: Buffer.from('short'), truncated: false, length: 5 });
});
