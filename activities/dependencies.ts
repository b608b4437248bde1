import type { Database } from '../db/connection.ts';
import type { LoadSettings } from './sources/load.ts';
import type { FetchSettings } from './sources/web.ts';
import type { StageRunner } from './stage-runner/types.ts';

/** What the activities work with. */
export interface ActivityDependencies {
  db: Database;
  stages: StageRunner;
  /** Set where the Temporal server knows our search attributes, so that runs may set theirs. */
  searchable?: true;
  sources: LoadSettings &
    Omit<FetchSettings, 'maxBytes'> & {
      /** Milliseconds at least between two requests of a feed to one host. */
      hostInterval: number;
    };
}
