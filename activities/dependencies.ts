import type { Database } from '../db/connection.ts';
import type { LoadSettings } from './sources/load.ts';
import type { FetchSettings } from './sources/web.ts';
import type { Stages } from './stages.ts';

/** What the activities work with. */
export interface ActivityDependencies {
  db: Database;
  stages: Stages;
  sources: LoadSettings & Omit<FetchSettings, 'maxBytes'>;
}
