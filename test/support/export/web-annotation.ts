import { CodePoints } from '../../../stages/text/code-points.ts';
import type { Facts, Part } from './facts.ts';
import { expand, type Node, value } from './json-ld.ts';

const OA = 'http://www.w3.org/ns/oa#';
const AS = 'http://www.w3.org/ns/activitystreams#';
const OWN = 'urn:copydesk:vocabulary:';

/** Resolves a target's selectors on the text: the position, which the quotation with what stands around it must confirm. */
function resolver(text: string) {
  const points = new CodePoints(text);
  const cut = (start: number, end: number) => text.slice(points.toUtf16(start), points.toUtf16(end));
  return (target: Node): { start: number; end: number; text: string } => {
    const selectors = target[`${OA}hasSelector`] ?? [];
    const of = (type: string) => selectors.find((selector) => selector['@type']?.[0] === `${OA}${type}`) as Node;
    const start = Number(value(of('TextPositionSelector'), `${OA}start`));
    const end = Number(value(of('TextPositionSelector'), `${OA}end`));
    const quote = of('TextQuoteSelector');
    const [prefix, exact, suffix] = ['prefix', 'exact', 'suffix'].map(
      (part) => value<string>(quote, `${OA}${part}`) ?? '',
    );
    const before = new CodePoints(prefix).length;
    const after = new CodePoints(suffix).length;
    if (cut(start, end) !== exact) throw new Error(`The quotation ${exact} is not at its position.`);
    if (cut(start - before, end + after) !== prefix + exact + suffix) throw new Error(`${exact} has other neighbours.`);
    return { start, end, text: exact };
  };
}

/** The bodies of an annotation that serve a purpose. */
function bodies(annotation: Node, purpose: string): string[] {
  return (annotation[`${OA}hasBody`] ?? [])
    .filter((body) => body[`${OA}hasPurpose`]?.[0]['@id'] === `${OA}${purpose}` && !body[`${OA}hasSource`])
    .map((body) => value<string>(body, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value') as string);
}

/** The IRIs of those whom an annotation identifies. */
function sources(annotation: Node): string[] {
  return (annotation[`${OA}hasBody`] ?? []).flatMap((body) => body[`${OA}hasSource`]?.[0]['@id'] ?? []);
}

/** The number that an IRI has across documents; null where it is none of these. */
function knownOf(iri: string | undefined): number | null {
  const found = /^urn:copydesk:names\/(\d+)$/u.exec(iri ?? '');
  return found === null ? null : Number(found[1]);
}

/** The number of each speaker: of the body that follows the name. */
function speakerIds(annotation: Node): (number | null)[] {
  const all = annotation[`${OA}hasBody`] ?? [];
  return all.flatMap((body, i) =>
    body[`${OA}hasSource`] ? [] : [knownOf(all[i + 1]?.[`${OA}hasSource`]?.[0]['@id'])],
  );
}

const ordinal = (iri: string | undefined) => Number(/-(\d+)$/u.exec(iri ?? '')?.[1]);

/** Reads a line of the Web Annotation format, as JSON-LD and no otherwise. */
export async function readWebAnnotation(line: string): Promise<Part> {
  const collection = await expand(JSON.parse(line));
  const own = (node: Node, name: string) => value<string>(node, `${OWN}${name}`);
  const text = own(collection, 'text') as string;
  const resolve = resolver(text);
  const page = collection[`${AS}first`]?.[0] as Node;
  const items = page[`${AS}items`]?.[0]['@list'] ?? [];
  if (Number(value(collection, `${AS}totalItems`)) !== items.length) throw new Error('The total is wrong.');
  const parts: Pick<Facts, 'mentions' | 'credits' | 'attributions'> = { mentions: [], credits: [], attributions: [] };
  for (const item of items) {
    if (item['@type']?.[0] !== `${OA}Annotation`) throw new Error(`${item['@id']} is no annotation.`);
    const targets = item[`${OA}hasTarget`] ?? [];
    if (targets.length === 0) throw new Error(`${item['@id']} has no target.`);
    const [classified] = bodies(item, 'classifying');
    const [described = null] = bodies(item, 'describing');
    if (item['@id']?.includes('#mention-')) {
      parts.mentions.push({
        ...resolve(targets[0]),
        entity: ordinal(item[`${OWN}entity`]?.[0]['@id']),
        type: classified,
        role: described,
        kind: own(item, 'kind') as string,
        metonymFor: own(item, 'metonymFor'),
        value: own(item, 'value'),
        confidence: Number(own(item, 'confidence')),
      });
    } else if (item['@id']?.includes('#credit-')) {
      const [name] = bodies(item, 'identifying');
      parts.credits.push({
        ...resolve(targets[0]),
        kind: classified,
        name,
        role: described,
        outlet: own(item, 'outlet'),
        email: own(item, 'email'),
      });
    } else {
      const stretches = targets
        .filter((target) => target[`${OA}hasSelector`])
        .map((target) => ({ part: own(target, 'part'), ...resolve(target) }));
      const of = (part: string) => stretches.filter((stretch) => stretch.part === part);
      const spans = (part: string) => of(part).map(({ start, end }): [number, number] => [start, end]);
      const words = (part: string) =>
        of(part)
          .map((stretch) => stretch.text)
          .join(' … ') || null;
      parts.attributions.push({
        ...{ source: spans('source'), cue: spans('cue'), content: spans('content') },
        ...{ sourceText: words('source'), cueText: words('cue'), words: words('content') },
        type: own(item, 'kind') as string,
        polarity: own(item, 'polarity') as string,
        level: Number(own(item, 'level')),
        confidence: Number(own(item, 'confidence')),
        speakers: bodies(item, 'identifying'),
        speakerIds: speakerIds(item),
      });
    }
  }
  return {
    key: own(collection, 'document') as string,
    version: Number(own(collection, 'version')),
    language: own(collection, 'language'),
    text,
    ...parts,
  };
}

/** Names of the entities as the mentions have them, the IRIs of cities, and numbers across documents. */
export async function namesOfWebAnnotation(
  line: string,
): Promise<{ name: string; city: string | null; knownId: number | null }[]> {
  const collection = await expand(JSON.parse(line));
  const items = collection[`${AS}first`]?.[0][`${AS}items`]?.[0]['@list'] ?? [];
  return items
    .filter((item) => item['@id']?.includes('#mention-'))
    .map((item) => ({
      name: bodies(item, 'identifying')[0],
      city: sources(item).find((iri) => iri.startsWith('https://sws.geonames.org/')) ?? null,
      knownId:
        sources(item)
          .map(knownOf)
          .find((id) => id !== null) ?? null,
    }));
}
