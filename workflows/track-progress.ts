import { setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Acquired, IngestStage, StageOutcome } from '../activities/types.ts';
import type { DescribedFailure } from './describe-failure.ts';
import { type IngestProgress, type IngestResult, progressQuery } from './messages.ts';

/**
 * Keeps what the query `progress` answers, and the current details that the UI shows, which are Markdown.
 * @param source as given.
 */
export function trackProgress(source: string) {
  // Of the run, not of the moment: the first task may be replayed.
  const startedAt = workflowInfo().runStartTime.toISOString();
  const progress: IngestProgress = {
    stage: 'acquire',
    status: 'running',
    source,
    documentId: null,
    key: null,
    startedAt,
    stageStartedAt: startedAt,
    attempts: {},
    reused: [],
  };
  setHandler(progressQuery, () => progress, { description: 'How far the run is: stage, status, attempts.' });

  return {
    progress: progress as Readonly<IngestProgress>,

    enter(stage: IngestStage): void {
      progress.stage = stage;
      progress.stageStartedAt = new Date().toISOString();
      setCurrentDetails(`${stage} of ${code(progress.key ?? source)}`);
    },

    acquired({ documentId, key, attempt }: Acquired): void {
      progress.documentId = documentId;
      progress.key = key;
      progress.attempts.acquire = attempt;
    },

    done(outcome: StageOutcome): StageOutcome {
      progress.attempts[progress.stage] = outcome.attempt;
      if (outcome.reused) progress.reused.push(progress.stage);
      return outcome;
    },

    completed({ key, version, outcome, counts }: IngestResult): void {
      progress.status = 'completed';
      const { entities, attributions } = counts;
      setCurrentDetails(
        `**${outcome}**: ${code(key)} is at version ${version}, with ${entities} entities and ${attributions} attributions`,
      );
    },

    failed({ errorType, message }: DescribedFailure, isCancelled: boolean): void {
      progress.status = isCancelled ? 'cancelled' : 'failed';
      setCurrentDetails(`**${errorType}** in ${progress.stage}: ${message}`);
    },
  };
}

/** Markdown code, in which nothing else is markup. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
