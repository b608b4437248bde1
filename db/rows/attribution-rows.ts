import type { AttributionAnnotations } from '../../stages/attribution/types.ts';
import type { Span } from '../../stages/text/span.ts';
import { containing, Surface } from '../surface.ts';
import type { TextSpans } from './entity-rows.ts';
import type { Payload } from './payload.ts';

/** What the parts of an attribution are called, in `attribution_spans` too. */
export const ROLES = ['source', 'cue', 'content'] as const;

/** Stands between the parts of what the text interrupts. */
const GAP = ' … ';

/** Rows of an artifact of the attribution stage. @throws RangeError when a span is not one of the text. */
export function attributionRows(
  { text, sentences }: TextSpans,
  { attributions, credits }: AttributionAnnotations,
): Payload {
  const surface = new Surface(text);
  const sentenceOf = containing(sentences);
  const words = (spans: Span[], what: string) =>
    spans.length === 0 ? null : spans.map((span) => surface.at(span, what)).join(GAP);
  return {
    attributions: attributions.map((attribution, ordinal) => ({
      ordinal,
      type: attribution.type,
      polarity: attribution.polarity,
      level: attribution.level,
      confidence: attribution.confidence,
      source_text: words(attribution.source, 'Source'),
      cue_text: words(attribution.cue, 'Cue'),
      content_text: words(attribution.content, 'Content'),
      sentence: sentenceOf((attribution.cue[0] ?? attribution.content[0] ?? attribution.source[0])?.start ?? -1),
    })),
    attribution_spans: attributions.flatMap((attribution, number) =>
      ROLES.flatMap((role) =>
        attribution[role].map(({ start, end }, ordinal) => ({
          attribution: number,
          role,
          ordinal,
          start,
          end,
          text: surface.at({ start, end }, role),
        })),
      ),
    ),
    attribution_speakers: attributions.flatMap(({ speakers }, number) =>
      speakers.map(({ name, entity }, ordinal) => ({ attribution: number, ordinal, name, entity })),
    ),
    credits: credits.map(({ kind, name, role = null, outlet = null, email = null, start, end }, ordinal) => ({
      ordinal,
      kind,
      name,
      role,
      outlet,
      email,
      start,
      end,
      text: surface.at({ start, end }, 'Credit'),
    })),
  };
}
