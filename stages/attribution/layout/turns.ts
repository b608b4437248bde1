import type { Span } from '../../text/span.ts';

/** One speaker's words in an interview that is laid out by labels. */
export interface Turn {
  /** The label without its colon. */
  label: Span;
  /** What is said, a span a paragraph. */
  content: Span[];
  paragraph: number;
}

const LABEL =
  /^(?:\*\*|__)?(?<name>Q|A|Question|Answer|Interviewer|Host|Moderator|(?:\p{Lu}[\p{L}\p{M}.'’-]*)(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){0,4})(?:\*\*|__)?\s?(?:\([^()]{1,40}\)\s?)?[:.](?:\*\*|__)?\s+(?=\S)/u;
/** Labels that begin other things than speech. */
const NOT_SPEAKERS =
  /^(?:note|update|updated|correction|photo|image|picture|source|sources|editor|ps|contact|tel|phone|email|e-mail|time|date|place|location|where|when|what|who|why|how|price|tickets|result|results|score|related|read more|see also|file|caption|summary|background|verdict|table|figure|dateline|by|copyright|credit|credits|listen|watch|warning|cast|director|recipe)$/iu;
const FEWEST_TURNS = 3;
/** A paragraph that ends an interview: credits, notes. */
const AFTERWORD =
  /^(?:the|this|these)\s(?:interview|conversation|transcript|article)\s|^(?:interviewed|photographs?|photos?|edited|translated|additional)\b|^[([*]/iu;

/**
 * Finds the turns of an interview: at least three paragraphs that begin with a label, one of the labels more than once.
 * Unlabelled paragraphs between them belong to the speaker before.
 */
export function findTurns(text: string, paragraphs: readonly Span[]): Turn[] {
  const labels = paragraphs.map(({ start, end }) => {
    const match = LABEL.exec(text.slice(start, Math.min(end, start + 120)));
    if (!match || NOT_SPEAKERS.test(match.groups!.name)) return null;
    const name = match.groups!.name;
    // "Q." and "A." are labels; "Dr." and "Mayor." are not
    const short = name === 'Q' || name === 'A';
    if (!short && !match[0].slice(name.length).includes(':')) return null;
    const at = start + match[0].indexOf(name);
    return { name, label: { start: at, end: at + name.length }, from: start + match[0].length };
  });
  const counts = new Map<string, number>();
  for (const label of labels) if (label) counts.set(label.name, (counts.get(label.name) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total < FEWEST_TURNS || counts.size < 2 || ![...counts.values()].some((count) => count > 1)) return [];
  const turns: Turn[] = [];
  labels.forEach((label, i) => {
    const { end } = paragraphs[i];
    if (label) turns.push({ label: label.label, content: [{ start: label.from, end }], paragraph: i });
    else if (turns.length > 0 && labels.slice(i + 1, i + 4).some(Boolean)) {
      if (!AFTERWORD.test(text.slice(paragraphs[i].start, paragraphs[i].start + 60)))
        turns[turns.length - 1].content.push({ start: paragraphs[i].start, end });
    }
  });
  return turns;
}
