import { delimiter, join, relative } from 'node:path';
import { workflowIdOf } from '../../activities/workflow-id.ts';
import type { StackFile } from '../local/stack-file.ts';
import { shellWord } from '../shell-word.ts';

const QUESTION =
  'SELECT speaker, cue, words, document FROM current_attributions WHERE speaker IS NOT NULL ORDER BY document, attribution LIMIT 10';

/** A line to try that needs no servers up: the command starts the database it asks, where none runs. */
export const SQL_HINT = `npm run -s sql -- "${QUESTION}"`;

/** What the lines to try need to know. */
export interface HintOptions {
  stack: Pick<StackFile, 'databaseUrl' | 'temporalAddress' | 'temporalUi' | 'temporalCli' | 'reader'>;
  namespace: string;
  taskQueue: string;
  /** Whether the database is one of the user's own, whose password is not shown. */
  ownDatabase: boolean;
  /** A source to start a workflow for. */
  example: string;
  /** Folder that the lines are typed in. */
  workingFolder: string;
  searchPath: string;
}

/** Where to look now, and two lines to try. */
export function renderHints(options: HintOptions): string {
  const { stack, namespace, taskQueue, example } = options;
  const database = options.ownDatabase ? withoutPassword(stack.databaseUrl) : stack.databaseUrl;
  const command = [
    cliCommand(options),
    'workflow start',
    `--address ${stack.temporalAddress}`,
    ...(namespace === 'default' ? [] : [`--namespace ${shellWord(namespace)}`]),
    `--task-queue ${shellWord(taskQueue)}`,
    '--type ingestDocument',
    `--workflow-id ${shellWord(workflowIdOf(example))}`,
    `--input ${shellWord(JSON.stringify({ source: example }))}`,
  ].join(' ');
  return [
    ...(stack.reader ? [`Reader       ${stack.reader}`] : []),
    `Temporal UI  ${stack.temporalUi ? `${stack.temporalUi}/namespaces/${namespace}/workflows` : `that of ${stack.temporalAddress}`}`,
    `Database     ${database}`,
    '',
    'Try:',
    `  ${SQL_HINT}`,
    `  ${command}`,
  ].join('\n');
}

/** The CLI as it can be typed. */
function cliCommand({ stack: { temporalCli }, workingFolder, searchPath }: HintOptions): string {
  if (temporalCli === null) return 'temporal';
  const [first] = searchPath.split(delimiter).filter((folder) => folder && join(folder, 'temporal') === temporalCli);
  if (first !== undefined) return 'temporal';
  const near = relative(workingFolder, temporalCli);
  return shellWord(near.startsWith('..') ? temporalCli : near);
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '…';
  return decodeURI(shown.href);
}
