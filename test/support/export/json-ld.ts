import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';

const ANNOTATION = JSON.parse(readFileSync(new URL('../../schemas/anno.jsonld', import.meta.url), 'utf8'));
/** What schema.org's own context comes to for the terms that are used: all are its words, and identifiers have `@id`. */
const SCHEMA_ORG = { '@context': { '@vocab': 'https://schema.org/' } };

const CONTEXTS: Record<string, unknown> = {
  'http://www.w3.org/ns/anno.jsonld': ANNOTATION,
  'https://schema.org': SCHEMA_ORG,
};

/** A node of expanded JSON-LD: every property by its full name, every value in a list. */
export type Node = { '@id'?: string; '@type'?: string[]; '@value'?: unknown; '@list'?: Node[] } & {
  [property: string]: Node[] | undefined;
};

/** Expands a document; its contexts are held here, and nothing else is loaded. */
export async function expand(document: object): Promise<Node> {
  const [node] = await jsonld.expand(document, {
    documentLoader: async (url: string) => {
      if (!(url in CONTEXTS)) throw new Error(`There is no context ${url} here.`);
      return { contextUrl: null, document: CONTEXTS[url], documentUrl: url };
    },
    safe: true,
  });
  return node as Node;
}

/** The values of a property, in order. */
export function values<Value>(node: Node, property: string): Value[] {
  return (node[property] ?? []).map((value) => value['@value'] as Value);
}

/** Its one value; null where it has none. */
export function value<Value>(node: Node, property: string): Value | null {
  const all = values<Value>(node, property);
  if (all.length > 1) throw new Error(`${property} has ${all.length} values`);
  return all[0] ?? null;
}
