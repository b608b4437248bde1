import { attribute } from '../stages/attribution/index.ts';
import { tagEntities } from '../stages/entities/index.ts';
import { normalize } from '../stages/normalize/index.ts';
import type { StageFunctions } from './stage-runner/types.ts';

/** The stages of this checkout. Loading this file loads their models. */
export const stages: StageFunctions = { normalize, tagEntities, attribute };
