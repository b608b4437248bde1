import { loadEntities } from '../db/entities.ts';
import { loadNormalizedText } from '../db/texts.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { runStage } from './run-stage.ts';
import type { AttributeRequest, StageOutcome } from './types.ts';

/** Finds who said what in a stored text with its entities; see stages/attribution. */
export function createAttribute(dependencies: ActivityDependencies) {
  const { db, stages } = dependencies;
  return function attribute({ text, entities }: AttributeRequest): Promise<StageOutcome> {
    return runStage(dependencies, {
      stage: 'attribution',
      // An entities artifact is addressed together with the text that it rests on.
      inputSha256: entities.artifactSha256,
      load: () => Promise.all([loadNormalizedText(db, text.resultId), loadEntities(db, entities.artifactId)]),
      run: ([normalized, annotations]) => ({
        stage: 'attribution',
        entitiesArtifactId: entities.artifactId,
        output: stages.attribute(normalized, annotations),
      }),
    });
  };
}
