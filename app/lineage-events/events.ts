import { createHash } from 'node:crypto';
import type { Info } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { ChunkRequest, ChunkResult } from '../../activities/batch/types.ts';
import type {
  Acquired,
  AcquireRequest,
  Published,
  PublishRequest,
  RecordFailureRequest,
} from '../../activities/types.ts';
import { describeInput } from '../../workflows/describe-input.ts';
import { sourceDataset } from './datasets.ts';
import { type Dataset, facet, PRODUCER, type RunEvent, SPECIFICATION } from './schema.ts';

/** What all events of a worker have in common. */
export interface Worker {
  /** Of Copydesk. */
  version: string;
  /** Versions of the stages, by stage. */
  fingerprints: Record<string, { fingerprint: string }>;
  /** A table of the database that it works on. */
  table(name: string): Dataset;
}

/** The run that an event is of. */
interface Subject {
  runId: string;
  job: string;
  tags: Record<string, string | null | undefined>;
}

type Told = Pick<RunEvent, 'inputs' | 'outputs'> & { facets?: RunEvent['run']['facets'] };
type About = Pick<Info, 'workflowExecution' | 'workflowType' | 'namespace' | 'activityId'>;

/** Makes the events of a worker; times are those of the call. */
export class Events {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** A document's run begins. */
  acquiring(info: About, { input }: AcquireRequest): RunEvent {
    const { source, key } = describeInput(input);
    const run = documentRun(info, { document: key });
    return this.#event('START', info, run, { inputs: [sourceDataset(source)], facets: this.#engine() });
  }

  /** Its bytes are known. */
  acquired(info: About, { source, key, rawSha256, byteLength }: Acquired): RunEvent {
    const input: Dataset = {
      ...sourceDataset(source),
      facets: { version: facet('DatasetVersionDatasetFacet', { datasetVersion: `sha256:${rawSha256}` }) },
      inputFacets: { inputStatistics: facet('InputStatisticsInputDatasetFacet', { size: byteLength, fileCount: 1 }) },
    };
    return this.#event('RUNNING', info, documentRun(info, { document: key }), { inputs: [input] });
  }

  /** It has ended well. Where nothing is new, nothing was written. */
  published(info: About, { document, source }: PublishRequest, { outcome, version, counts }: Published): RunEvent {
    const written = Object.entries({ texts: 1, ...counts, document_versions: 1 });
    return this.#event(
      'COMPLETE',
      info,
      documentRun(info, { document, outcome, version: String(version), ...this.#stages() }),
      {
        inputs: [sourceDataset(source)],
        outputs: outcome === 'published' ? written.map(([table, rows]) => this.#written(table, rows)) : [],
      },
    );
  }

  /** It has failed, or was cancelled. */
  failed(info: About, { errorType, message, stage, key, source }: RecordFailureRequest): RunEvent {
    const error = { message: `${errorType}: ${message}`, programmingLanguage: 'TypeScript' };
    return this.#event(
      errorType === 'Cancelled' ? 'ABORT' : 'FAIL',
      info,
      documentRun(info, { document: key, outcome: 'failed', stage, error_type: errorType }),
      {
        inputs: source === null ? [] : [sourceDataset(source)],
        facets: { errorMessage: facet('ErrorMessageRunFacet', error) },
      },
    );
  }

  /** A chunk of a batch begins, for the first time. */
  chunkBegins(info: About, request: ChunkRequest): RunEvent {
    return this.#chunk('START', info, request, { facets: this.#engine() });
  }

  /** It has ended; what failed in it has a run of its own. */
  chunkEnded(
    info: About,
    request: ChunkRequest,
    { published, unchanged, superseded, duplicate }: ChunkResult,
  ): RunEvent {
    const counts = { published, unchanged, superseded, duplicate };
    const tags = Object.fromEntries(Object.entries(counts).map(([outcome, count]) => [outcome, String(count)]));
    return this.#chunk('COMPLETE', info, request, {
      outputs: published > 0 ? [this.#written('document_versions', published)] : [],
      tags: { ...tags, ...this.#stages() },
    });
  }

  /** It was cancelled, or cannot be done. */
  chunkFailed(info: About, request: ChunkRequest, error: Error): RunEvent {
    const message = { message: error.message, programmingLanguage: 'TypeScript' };
    return this.#chunk(error instanceof CancelledFailure ? 'ABORT' : 'FAIL', info, request, {
      facets: { errorMessage: facet('ErrorMessageRunFacet', message) },
    });
  }

  #chunk(
    type: RunEvent['eventType'],
    info: About,
    { batchId, from, to, firstExecutionRunId }: ChunkRequest,
    { tags, facets, ...told }: Told & { tags?: Record<string, string> },
  ): RunEvent {
    const batch = info.workflowType ?? 'ingestBatch';
    const parent = { run: { runId: firstExecutionRunId }, job: { namespace: namespaceOf(info), name: batch } };
    const positions = { batch: String(batchId), positions: `${from}-${to - 1}` };
    const runId = chunkRunId(`${info.workflowExecution?.runId}/${info.activityId}`);
    return this.#event(
      type,
      info,
      { runId, job: `${batch}.chunk`, tags: { ...ofWorkflow(info), ...positions, ...tags } },
      {
        inputs: [this.#worker.table('batch_documents')],
        ...told,
        facets: { parent: facet('ParentRunFacet', parent), ...facets },
      },
    );
  }

  #event(eventType: RunEvent['eventType'], info: About, { runId, job, tags }: Subject, told: Told): RunEvent {
    const { inputs = [], outputs = [], facets } = told;
    const known = Object.entries(tags).flatMap(([key, value]) => (value ? [{ key, value, source: 'COPYDESK' }] : []));
    const type = { processingType: 'BATCH', integration: 'COPYDESK', jobType: 'WORKFLOW' };
    return {
      eventType,
      eventTime: new Date().toISOString(),
      producer: PRODUCER,
      schemaURL: SPECIFICATION,
      run: { runId, facets: { tags: facet('TagsRunFacet', { tags: known }), ...facets } },
      job: { namespace: namespaceOf(info), name: job, facets: { jobType: facet('JobTypeJobFacet', type) } },
      inputs,
      outputs,
    };
  }

  #engine(): RunEvent['run']['facets'] {
    const { version } = this.#worker;
    return {
      processing_engine: facet('ProcessingEngineRunFacet', {
        name: 'Copydesk',
        version,
        openlineageAdapterVersion: version,
      }),
    };
  }

  #stages(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.#worker.fingerprints).map(([name, stage]) => [name, stage.fingerprint]),
    );
  }

  #written(table: string, rowCount: number): Dataset {
    const outputStatistics = facet('OutputStatisticsOutputDatasetFacet', { rowCount });
    return { ...this.#worker.table(table), outputFacets: { outputStatistics } };
  }
}

/** Jobs of one Temporal namespace are told apart by their names. */
const namespaceOf = ({ namespace }: About) => `temporal://${namespace}`;

const ofWorkflow = ({ workflowExecution }: About) => ({ workflow_id: workflowExecution?.workflowId });

function documentRun(info: About, tags: Subject['tags']): Subject {
  const runId = info.workflowExecution?.runId;
  if (runId === undefined)
    throw new TypeError('The activity belongs to no workflow, so that there is no run to tell of.');
  return { runId, job: info.workflowType ?? 'ingestDocument', tags: { ...ofWorkflow(info), ...tags } };
}

/** A UUID of a name, the same for each attempt at a chunk: version 8 of RFC 9562, from SHA-256. */
function chunkRunId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = ((Number.parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
