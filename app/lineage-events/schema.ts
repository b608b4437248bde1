/** Who makes the events, as the specification wants it named: a URI. */
export const PRODUCER = 'urn:copydesk:worker';
/** The specification that the events follow. */
export const SPECIFICATION = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';

/** Something said of a run, job or dataset, by a schema of its own. */
export interface Facet {
  _producer: string;
  _schemaURL: string;
  [field: string]: unknown;
}

type Facets = Record<string, Facet>;

/** Data that a run reads or writes, by the naming conventions of OpenLineage. */
export interface Dataset {
  namespace: string;
  name: string;
  facets?: Facets;
  inputFacets?: Facets;
  outputFacets?: Facets;
}

/** A transition of a run; `RunEvent` of OpenLineage 2-0-2. */
export interface RunEvent {
  eventType: 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL';
  /** ISO 8601. */
  eventTime: string;
  producer: string;
  schemaURL: string;
  run: { runId: string; facets?: Facets };
  job: { namespace: string; name: string; facets?: Facets };
  inputs?: Dataset[];
  outputs?: Dataset[];
}

/** Versions of the standard facets that are used. */
const FACETS = {
  ProcessingEngineRunFacet: '1-1-1',
  ErrorMessageRunFacet: '1-0-1',
  ParentRunFacet: '1-2-0',
  TagsRunFacet: '1-0-0',
  JobTypeJobFacet: '2-0-4',
  DatasetVersionDatasetFacet: '1-0-1',
  InputStatisticsInputDatasetFacet: '1-0-0',
  OutputStatisticsOutputDatasetFacet: '1-0-2',
} as const;

/** A facet of the standard. */
export function facet(name: keyof typeof FACETS, fields: Record<string, unknown>): Facet {
  const schema = `https://openlineage.io/spec/facets/${FACETS[name]}/${name}.json#/$defs/${name}`;
  return { _producer: PRODUCER, _schemaURL: schema, ...fields };
}
