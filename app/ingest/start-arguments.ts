import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface StartArguments {
  /** Paths and addresses; none means the raw root. */
  targets: string[];
  /** End after ingesting. */
  once: boolean;
}

export const START_USAGE = `Usage: npm start [-- [--once] [PATH… | URL…]]

Starts what is not running yet (PostgreSQL, the Temporal server with its UI, a worker), ingests articles, shows what
became of them, and stays up until it is interrupted. While it runs, another npm start ingests through it and ends.

  PATH      a file, a folder with all that is in it, or one document of a file of lines (NAME.jsonl#ID);
            each line of a .jsonl file is a document. Without any: everything in raw/
  URL       a page to fetch, http:// or https://
  --once    end after ingesting, with 1 where a document failed
  -h, --help

Settings are environment variables, listed in app/config.ts: DATABASE_URL and TEMPORAL_ADDRESS use servers of yours,
COPYDESK_STATE_DIR is where the local ones keep their data.`;

/** @returns what was asked for, or a message about wrong usage; an empty one asks for help. */
export function parseStartArguments(args: string[]): StartArguments | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { once: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
    return values.help ? '' : { targets: positionals, once: values.once };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
