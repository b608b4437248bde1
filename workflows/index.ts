export { ingestBatch } from './ingest-batch.ts';
export { ingestDocument } from './ingest-document.ts';
export { ingestFeed } from './ingest-feed.ts';
export { reprocess } from './reprocess.ts';
