import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../../stages/attribution/index.ts';
import { tagEntities } from '../../../stages/entities/index.ts';
import { normalize } from '../../../stages/normalize/index.ts';
import { words } from './read.ts';

const ARTICLE = new URL('../../../../shared/data/seed/article.txt', import.meta.url);

describe.skipIf(!existsSync(ARTICLE))('the seed article (skipped where ../shared is missing)', () => {
  const annotate = () => {
    const text = normalize({ bytes: readFileSync(ARTICLE), contentType: 'text/plain' });
    return { text: text.text, ...attribute(text, tagEntities(text)) };
  };

  it('has its two statements with their speakers', () => {
    const { text, attributions } = annotate();
    const joint = attributions.find(({ cue }) => words(text, cue) === 'confirming');
    expect(joint?.speakers.map(({ name }) => name)).toEqual([
      'Fumio Kishida',
      'Itsunori Onodera',
      'Sergei Lavrov',
      'Sergei Shoigu',
    ]);
    const official = attributions.find(({ cue }) => words(text, cue) === 'said');
    expect(official && words(text, official.source)).toBe("an official from Japan's Ministry of Foreign Affairs");
    expect(official && words(text, official.content)).toBe(
      "that currently Japan's most intimate friend is Russia rather than the US",
    );
  });

  it('takes no scare quotes for quotations', () => {
    const { text, attributions } = annotate();
    const quoted = attributions.filter(
      ({ type, content }) => type !== 'indirect' && !words(text, content).includes('highest aspiration'),
    );
    expect(quoted).toEqual([]);
  });

  it('credits compiler, interviewee and contact, and attributes nothing to the interviewee', () => {
    const { attributions, credits } = annotate();
    expect(credits.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'outlet Global Times',
      'compiler Wang Xiaonan',
      'interviewee Li Shanjin',
      'contact Wang Xiaonan',
    ]);
    expect(attributions.flatMap(({ speakers }) => speakers.map(({ name }) => name))).not.toContain('Li Shanjin');
  });
});
