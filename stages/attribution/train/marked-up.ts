import type { Span } from '../../text/span.ts';

/** An attribution as a gold article marks it; offsets are UTF-16, which the articles' code points equal. */
export interface GoldAttribution {
  id: string;
  source: Span[];
  cue: Span[];
  content: Span[];
  type: 'direct' | 'indirect' | 'mixed';
  speakers: string[];
}

const TYPES = { d: 'direct', i: 'indirect', m: 'mixed' } as const;
const OPEN = /^\{(?<part>[csq])(?<id>\d+)(?<type>[dim])?(?:=(?<speakers>[^|]*))?\|/u;

/**
 * Reads a gold article: `{s1=Jane Doe|Mrs Doe}` marks a source with its speakers, `{q1|said}` a cue, `{c1d|"Yes,"}` a
 * direct content (`i` indirect, `m` mixed). Marks may nest; marks of one number belong to one attribution.
 */
export function readMarkedUp(marked: string): { text: string; attributions: GoldAttribution[] } {
  let text = '';
  const byId = new Map<string, GoldAttribution>();
  const open: { start: number; spans: Span[] }[] = [];
  for (let at = 0; at < marked.length; ) {
    const match = marked[at] === '{' ? OPEN.exec(marked.slice(at, at + 120)) : null;
    if (match) {
      const { part, id, type, speakers } = match.groups as Record<string, string | undefined> & { id: string };
      let gold = byId.get(id);
      if (!gold) {
        gold = { id, source: [], cue: [], content: [], type: 'indirect', speakers: [] };
        byId.set(id, gold);
      }
      if (type) gold.type = TYPES[type as keyof typeof TYPES];
      if (speakers) gold.speakers = speakers.split('; ').sort();
      open.push({ start: text.length, spans: part === 'c' ? gold.content : part === 's' ? gold.source : gold.cue });
      at += match[0].length;
      continue;
    }
    if (marked[at] === '}') {
      const { start, spans } = open.pop()!;
      spans.push({ start, end: text.length });
    } else text += marked[at];
    at += 1;
  }
  return { text, attributions: [...byId.values()] };
}
