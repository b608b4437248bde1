import { loadNormalizedText } from '../db/texts.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { runStage } from './run-stage.ts';
import type { StageOutcome, TagEntitiesRequest } from './types.ts';

/** Finds the entities of a stored text; see stages/entities. */
export function createTagEntities(dependencies: ActivityDependencies) {
  return function tagEntities({ text }: TagEntitiesRequest): Promise<StageOutcome> {
    return runStage(dependencies, {
      stage: 'entities',
      task: 'tagEntities',
      inputSha256: text.artifactSha256,
      load: async () => {
        const input = await loadNormalizedText(dependencies.db, text.resultId);
        return { input, size: input.text.length };
      },
      outputOf: (output) => ({ stage: 'entities', textArtifactId: text.artifactId, output }),
    });
  };
}
