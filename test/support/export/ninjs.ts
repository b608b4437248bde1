import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Part } from './facts.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
// Of places on maps the export has none.
ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json', type: 'object' });
const validate = ajv.compile(
  JSON.parse(readFileSync(new URL('../../schemas/ninjs-schema_2.2.json', import.meta.url), 'utf8')),
);

interface Named {
  name: string;
  uri: string;
  literal?: string;
}

/** Reads a line of the ninjs format, once the standard's schema has accepted it. */
export function readNinjs(line: string): Part & { kinds: string[]; roleText: (string | null)[] } {
  const item = JSON.parse(line);
  const isValid: boolean = validate(JSON.parse(line));
  if (!isValid) throw new Error(ajv.errorsText(validate.errors));
  const alternative = (role: string) => item.altids.find((id: { role: string }) => id.role === role)?.value;
  const lists = { people: 'PER', organisations: 'ORG', places: 'LOC', events: 'EVENT', subjects: 'OTHER' };
  const entities = Object.entries(lists)
    .flatMap(([list, type]) => item[list].map((entity: Named) => ({ ...entity, type })))
    .map((entity) => ({ ...entity, ordinal: Number(/#entity-(\d+)$/u.exec(entity.uri)?.[1]) }))
    .sort((a, b) => a.ordinal - b.ordinal);
  return {
    key: alternative('key'),
    version: Number(item.version),
    title: item.headlines?.[0].value ?? null,
    language: item.language ?? null,
    text: item.bodies[0].value,
    entities: entities.map(({ name }) => ({ canonical: name })),
    kinds: entities.map(({ type }) => type),
    roleText: entities.map(({ literal = null }) => literal),
    attributions: item.descriptions.map(({ role, value }: { role: string; value: string }) => {
      const [, type, polarity] = role.split(':');
      const { speakers, source, cue, words } = JSON.parse(value);
      return { type, polarity, speakers, sourceText: source, cueText: cue, words };
    }),
  };
}
