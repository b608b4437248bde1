import { shellWord } from '../../shell-word.ts';
import type { ReaderContext } from '../context.ts';

/** Invisible characters and those that turn the direction of a line: a command has to read as it runs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Which failures to retry: all that are open, or those of one key or source. */
export interface Retry {
  id: number;
  keyOrSource: string;
}

/** The command that starts failed documents again, to be typed in the project's folder. @param retry null for all. */
export function retryCommand({ namespace, taskQueue }: ReaderContext, retry: Retry | null): string {
  const input = retry === null ? { failures: true } : { failures: true, keys: [retry.keyOrSource] };
  const json = JSON.stringify(input).replaceAll(UNSEEN, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
  return [
    'npm run temporal -- workflow start --type reprocess',
    `--task-queue ${shellWord(taskQueue)}`,
    ...(namespace === 'default' ? [] : [`--namespace ${shellWord(namespace)}`]),
    `--workflow-id ${retry === null ? 'reprocess-failures' : `reprocess-failure-${retry.id}`}`,
    `--input ${shellWord(json)}`,
  ].join(' ');
}
