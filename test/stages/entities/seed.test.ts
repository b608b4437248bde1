import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tagEntities } from '../../../stages/entities/index.ts';
import type { Mention } from '../../../stages/entities/types.ts';
import { normalize } from '../../../stages/normalize/index.ts';

const SEED = new URL('../../../../shared/data/seed/', import.meta.url);

interface Gold {
  entities: {
    start: number;
    end: number;
    text: string;
    type: string;
    canonical: string;
    kind: string;
    optional?: boolean;
    metonymFor?: string;
    role?: string;
  }[];
}

const NAMED = new Set(['PER', 'LOC', 'ORG']);

describe.skipIf(!existsSync(SEED))('the seed article (skipped where ../shared/data/seed is missing)', () => {
  const read = () => {
    const gold = JSON.parse(readFileSync(new URL('gold.json', SEED), 'utf8')) as Gold;
    const bytes = readFileSync(new URL('article.txt', SEED));
    const normalized = normalize({ bytes, contentType: 'text/plain' });
    const { mentions, entities } = tagEntities(normalized);
    // Text and raw text differ by blank lines only, so that mentions are matched in order of their form.
    const raw = [...bytes.toString('utf8')];
    const toRaw: number[] = [];
    let at = 0;
    for (const point of normalized.text) {
      while (/\s/u.test(raw[at]) && !/\s/u.test(point)) at += 1;
      toRaw.push(at);
      if (point === raw[at] || /\s/u.test(raw[at])) at += 1;
    }
    const byPlace = new Map<string, Mention>();
    for (const mention of mentions)
      byPlace.set(`${toRaw[mention.start]} ${toRaw[mention.end - 1] + 1} ${mention.type}`, mention);
    return { gold, byPlace, entities };
  };
  const { gold, byPlace, entities } = existsSync(SEED)
    ? read()
    : { gold: { entities: [] }, byPlace: new Map(), entities: [] };
  const required = gold.entities.filter((entity) => NAMED.has(entity.type) && !entity.optional);
  const found = (entity: Gold['entities'][number]): Mention | undefined =>
    byPlace.get(`${entity.start} ${entity.end} ${entity.type}`);

  it('has its persons, places and organisations', () => {
    const missed = required.filter((entity) => found(entity) === undefined).map((entity) => entity.text);
    expect(missed.length / required.length).toBeLessThanOrEqual(0.04);
  });

  it('has their canonical names and roles', () => {
    for (const entity of required) {
      const mention = found(entity);
      if (mention === undefined) continue;
      expect([entity.text, entities[mention.entity].canonical]).toEqual([entity.text, entity.canonical]);
      if (entity.role?.includes(' of ')) expect(mention.role).toBe(entity.role);
    }
  });

  it('has its metonyms, and no place is taken for one', () => {
    for (const entity of required)
      expect([entity.text, found(entity)?.metonymFor]).toEqual([entity.text, entity.metonymFor]);
  });

  it('invents no year', () => {
    for (const mention of byPlace.values()) if (mention.value) expect(mention.value).toMatch(/^P/u);
  });
});
