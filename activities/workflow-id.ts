import { createHash } from 'node:crypto';

/** Most characters of an id that Temporal has room for on PostgreSQL or MySQL; it says that it takes 1,000. */
const MAX_ID_LENGTH = 255;

/** The id under which a source is ingested: the same each time, so that a second start joins the first. */
export function workflowIdOf(source: string): string {
  const id = `ingest:${source}`;
  return id.length <= MAX_ID_LENGTH ? id : `ingest:sha256:${createHash('sha256').update(source).digest('hex')}`;
}
