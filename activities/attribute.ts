import { loadEntities } from '../db/entities.ts';
import { loadNormalizedText } from '../db/texts.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { runStage } from './run-stage.ts';
import type { AttributeRequest, StageOutcome } from './types.ts';

/** Finds who said what in a stored text with its entities; see stages/attribution. */
export function createAttribute(dependencies: ActivityDependencies) {
  const { db } = dependencies;
  return function attribute(request: AttributeRequest): Promise<StageOutcome> {
    const { artifactId, artifactSha256 } = request.entities;
    return runStage(dependencies, {
      stage: 'attribution',
      task: 'attribute',
      // An entities artifact is addressed together with the text that it rests on.
      inputSha256: artifactSha256,
      load: async () => {
        const [text, entities] = await Promise.all([
          loadNormalizedText(db, request.text.resultId),
          loadEntities(db, artifactId),
        ]);
        return { input: { text, entities }, size: text.text.length };
      },
      outputOf: (output) => ({ stage: 'attribution', entitiesArtifactId: artifactId, output }),
    });
  };
}
