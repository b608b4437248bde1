import { parseArgs } from 'node:util';
import { CASES } from './index.ts';

/** What the commands that run the cases take. */
export interface FaultOptions {
  documents: number;
  cases: string[];
  /** Whether the folder with logs and databases stays. */
  keep: boolean;
}

/** @returns what was asked for, or a message; an empty one asks for help. */
export function readFaultOptions(args: string[]): FaultOptions | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        documents: { type: 'string', default: '10000' },
        cases: { type: 'string', default: Object.keys(CASES).join(',') },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return '';
    const documents = Number(values.documents);
    if (!Number.isInteger(documents) || documents < 200) {
      return `--documents takes a whole number from 200, got ${values.documents}`;
    }
    const cases = values.cases.split(',');
    const unknown = cases.find((number) => !(number in CASES));
    if (unknown !== undefined) return `--cases takes some of ${Object.keys(CASES).join(',')}, got ${unknown}`;
    return { documents, cases, keep: values.keep };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
