import type { Stage } from '../db/stage-versions.ts';
import { attribute } from '../stages/attribution/index.ts';
import { tagEntities } from '../stages/entities/index.ts';
import { normalize } from '../stages/normalize/index.ts';
import type { Fingerprint } from './fingerprints/index.ts';
import { stageFingerprint } from './fingerprints/index.ts';

/** The three stages as functions, and what each is made of. */
export interface Stages {
  normalize: typeof normalize;
  tagEntities: typeof tagEntities;
  attribute: typeof attribute;
  fingerprints: Record<Stage, Fingerprint>;
}

/** Loads the stages of this checkout and computes their fingerprints: once a process. */
export async function loadStages(): Promise<Stages> {
  const [normalizer, tagger, attributor] = await Promise.all([
    stageFingerprint('normalize'),
    stageFingerprint('entities'),
    stageFingerprint('attribution'),
  ]);
  return {
    normalize,
    tagEntities,
    attribute,
    fingerprints: { normalize: normalizer, entities: tagger, attribution: attributor },
  };
}
