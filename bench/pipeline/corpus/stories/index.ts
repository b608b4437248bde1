import type { Story } from '../story.ts';
import { council } from './council.ts';
import { court } from './court.ts';
import { disaster } from './disaster.ts';
import { election } from './election.ts';
import { health } from './health.ts';
import { market } from './market.ts';
import { sport } from './sport.ts';

/** All kinds of articles that the corpus is made of. */
export const STORIES: readonly Story[] = [council, court, disaster, election, health, market, sport];
