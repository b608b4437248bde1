import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Facet, RunEvent } from '../../app/lineage-events/schema.ts';

const SCHEMAS = new URL('../schemas/openlineage/', import.meta.url);
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
for (const file of readdirSync(SCHEMAS)) {
  if (file.endsWith('.json')) ajv.addSchema(JSON.parse(readFileSync(new URL(file, SCHEMAS), 'utf8')));
}

/** Checks a value by the schema at an address; one that is not held here is an error. */
function check(url: string, value: unknown): void {
  const validate = ajv.getSchema(url);
  if (!validate) throw new Error(`There is no schema ${url}.`);
  if (!validate(value))
    throw new Error(`${url}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value, null, 1)}`);
}

/** Checks an event, and each of its facets, by the schemas that they name. @returns it. */
export function validEvent(value: unknown): RunEvent {
  const event = value as RunEvent;
  check(event.schemaURL, event);
  const data = [...(event.inputs ?? []), ...(event.outputs ?? [])];
  const facets = [
    event.run.facets,
    event.job.facets,
    ...data.flatMap((dataset) => [dataset.facets, dataset.inputFacets, dataset.outputFacets]),
  ].flatMap((some): [string, Facet][] => Object.entries(some ?? {}));
  for (const [name, facet] of facets) {
    check(facet._schemaURL, facet);
    // Under the name by which the standard knows it.
    const { properties } = JSON.parse(
      readFileSync(new URL(/([^/]+)#/u.exec(facet._schemaURL)?.[1] as string, SCHEMAS), 'utf8'),
    );
    if (!(name in properties)) throw new Error(`${name} is not ${Object.keys(properties)}`);
  }
  return event;
}

/** The tags of an event's run. */
export function tagsOf(event: RunEvent): Record<string, string> {
  const tags = event.run.facets?.tags.tags as { key: string; value: string }[];
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
