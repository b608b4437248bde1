import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Facts, Part } from './facts.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
// Of places on maps the export has none.
ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json', type: 'object' });
const validate = ajv.compile(
  JSON.parse(readFileSync(new URL('../../schemas/ninjs-schema_2.2.json', import.meta.url), 'utf8')),
);

/** The number of an entity across documents; null where the URI is that of its article only. */
function knownOf(uri: string): number | null {
  const found = /^urn:copydesk:(?:names\/(\d+)|documents\/\d+\/versions\/\d+#entity-\d+)$/u.exec(uri);
  if (found === null) throw new Error(`${uri} names no entity.`);
  return found[1] === undefined ? null : Number(found[1]);
}

interface Named {
  name: string;
  uri: string;
  literal?: string;
}

/** The lists that entities stand in, by type; others are subjects. */
const LISTS: Record<string, string> = {
  people: 'PER',
  organisations: 'ORG',
  places: 'LOC',
  events: 'EVENT',
  subjects: 'OTHER',
};
const KINDS = Object.values(LISTS);

/** What an entity of a type is in ninjs. */
export function ninjsKind(type: string): string {
  return KINDS.includes(type) ? type : 'OTHER';
}

/** Facts with their entities as ninjs has them: list by list. */
export function asNinjs(facts: Facts): Facts {
  const place = ({ type }: Facts['entities'][number]) => KINDS.indexOf(ninjsKind(type));
  return { ...facts, entities: facts.entities.toSorted((a, b) => place(a) - place(b)) };
}

/** Reads a line of the ninjs format, once the standard's schema has accepted it. */
export function readNinjs(line: string): Part & { kinds: string[]; roleText: (string | null)[] } {
  const item = JSON.parse(line);
  const isValid: boolean = validate(JSON.parse(line));
  if (!isValid) throw new Error(ajv.errorsText(validate.errors));
  const alternative = (role: string) => item.altids.find((id: { role: string }) => id.role === role)?.value;
  const entities = Object.entries(LISTS).flatMap(([list, type]) =>
    item[list].map((entity: Named) => ({ ...entity, type })),
  );
  return {
    key: alternative('key'),
    version: Number(item.version),
    title: item.headlines?.[0].value ?? null,
    language: item.language ?? null,
    text: item.bodies[0].value,
    entities: entities.map(({ name, uri }) => ({ canonical: name, knownId: knownOf(uri) })),
    kinds: entities.map(({ type }) => type),
    roleText: entities.map(({ literal = null }) => literal),
    attributions: item.descriptions.map(({ role, value }: { role: string; value: string }) => {
      const [, type, polarity] = role.split(':');
      const { speakers, speakerIds, source, cue, words } = JSON.parse(value);
      return { type, polarity, speakers, speakerIds, sourceText: source, cueText: cue, words };
    }),
  };
}
