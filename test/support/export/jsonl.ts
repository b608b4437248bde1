import { expect } from 'vitest';
import { CodePoints } from '../../../stages/text/code-points.ts';
import type { Part } from './facts.ts';

/** Reads a line of the JSONL format. */
export function readJsonl(line: string): Part {
  const read = JSON.parse(line);
  const { key, version, title, byline, publishedAt, language, outlet, text, chains, sentences } = read;
  const points = new CodePoints(text);
  const words = (spans: [number, number][]) =>
    spans.length === 0
      ? null
      : spans.map(([start, end]) => text.slice(points.toUtf16(start), points.toUtf16(end))).join(' … ');
  return {
    ...{ key, version, title, byline, published: publishedAt, language, outlet, text },
    sentences: sentences.map(({ start, end }: { start: number; end: number }) => [start, end]),
    entities: chains,
    mentions: read.entities.map(
      ({
        chain,
        canonical,
        place = null,
        role = null,
        metonymFor = null,
        value = null,
        ...mention
      }: Record<string, unknown>) => {
        if (chains[chain as number].canonical !== canonical)
          throw new Error(`${canonical} is not the name of its chain`);
        expect(place).toEqual(chains[chain as number].place);
        return { ...mention, entity: chain, role, metonymFor, value };
      },
    ),
    attributions: read.attributions.map(({ speakerChains: _, ...attribution }: Record<string, [number, number][]>) => ({
      ...attribution,
      sourceText: words(attribution.source),
      cueText: words(attribution.cue),
      words: words(attribution.content),
    })),
    credits: read.credits.map(
      ({ role = null, outlet: of = null, email = null, ...credit }: Record<string, unknown>) => ({
        ...{ ...credit, role, outlet: of, email },
        text: words([[credit.start as number, credit.end as number]]),
      }),
    ),
  };
}
