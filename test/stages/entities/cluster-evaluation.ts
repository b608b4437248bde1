import { readFileSync } from 'node:fs';
import { tagEntities } from '../../../stages/entities/index.ts';
import { articleOf } from './article.ts';

/** A mention of the gold: offsets in code points and the number of its entity. */
interface GoldMention {
  start: number;
  end: number;
  entity: number;
}

interface GoldArticle {
  sentences: string[];
  mentions: GoldMention[];
}

/** Articles of `cluster-evaluation.txt`. */
export const CLUSTER_ARTICLES: readonly GoldArticle[] = readFileSync(
  new URL('cluster-evaluation.txt', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map(readArticle);

function readArticle(line: string): GoldArticle {
  const mentions: GoldMention[] = [];
  let text = '';
  let at = 0;
  for (const match of line.matchAll(/\[(\d+) ([^\]]+)\]/gu)) {
    text += line.slice(at, match.index);
    const start = [...text].length;
    text += match[2];
    mentions.push({ start, end: [...text].length, entity: Number(match[1]) });
    at = match.index + match[0].length;
  }
  text += line.slice(at);
  // Every sentence ends in a full stop or question mark before a capital; titles keep theirs.
  const sentences = text.split(/(?<=[^\s.]{2}(?<!\b(?:Mr|Mrs|Ms|Dr|Co|Corp))[.?]) (?=\p{Lu})/u);
  return { sentences, mentions };
}

/** Pairs of gold mentions that are one entity, in the gold and as found. */
export interface Pairs {
  gold: number;
  found: number;
  both: number;
}

/** Title words count to the name or not: a mention stands for the gold one that it lies in or covers. */
export function pairsOf({ sentences, mentions }: GoldArticle): Pairs {
  const answer = tagEntities(articleOf(sentences));
  const entities = mentions.map(
    ({ start, end }) =>
      answer.mentions.find((mention) => mention.start < end && start < mention.end && mention.kind !== 'demonym')
        ?.entity,
  );
  const pairs: Pairs = { gold: 0, found: 0, both: 0 };
  for (let i = 0; i < mentions.length; i += 1)
    for (let k = i + 1; k < mentions.length; k += 1) {
      const gold = mentions[i].entity === mentions[k].entity;
      const found = entities[i] !== undefined && entities[i] === entities[k];
      pairs.gold += Number(gold);
      pairs.found += Number(found);
      pairs.both += Number(gold && found);
    }
  return pairs;
}
