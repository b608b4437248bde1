import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from './article.ts';
import { METONYM_SENTENCES } from './metonym-sentences.ts';

/** Lines of `metonym-evaluation.txt`. */
const EVALUATION = readFileSync(new URL('metonym-evaluation.txt', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const match = /^([+-]) (.+?) \| (.+)$/u.exec(line);
    return match === null ? [] : [{ acts: match[1] === '+', seat: match[2], sentence: match[3] }];
  });

describe('metonyms', () => {
  it('reads nine of ten seats as they are meant, acting or not', () => {
    for (const acts of [true, false]) {
      const group = EVALUATION.filter((one) => one.acts === acts);
      expect(group.length).toBeGreaterThanOrEqual(100);
      const wrong = group.filter(
        ({ seat, sentence }) => (read([sentence]).mention(seat).metonymFor !== undefined) !== acts,
      );
      expect(wrong.length / group.length, wrong.map(({ sentence }) => sentence).join('\n')).toBeLessThanOrEqual(0.1);
    }
  });

  it.each(METONYM_SENTENCES)('%s acts: %s in "%s"', (seat, acts, sentence) => {
    expect(read([sentence]).mention(seat).metonymFor !== undefined).toBe(acts);
  });

  it('names the government', () => {
    const reading = read(['The Kremlin and Washington agreed to talk, and the Pentagon warned Pyongyang.']);
    expect(reading.mention('Kremlin')).toMatchObject({
      kind: 'metonym',
      type: 'LOC',
      metonymFor: 'Government of Russia',
    });
    expect(reading.mention('Washington').metonymFor).toBe('Government of the United States');
    expect(reading.mention('Pyongyang').metonymFor).toBe('Government of North Korea');
    expect(reading.mention('Pentagon').metonymFor).toBe('Department of Defense of the United States');
  });

  it('never marks a country', () => {
    const { annotations } = read(['Singapore rejected the claim and Luxembourg agreed with Japan.']);
    expect(annotations.mentions.filter((mention) => mention.metonymFor !== undefined)).toEqual([]);
  });

  it('keeps one entity for the city and its government', () => {
    const reading = read(['Beijing denied the report.', 'She lives in Beijing.']);
    expect(reading.mention('Beijing', 0).metonymFor).toBe('Government of China');
    expect(reading.mention('Beijing', 1).metonymFor).toBeUndefined();
    expect(reading.mention('Beijing', 0).entity).toBe(reading.mention('Beijing', 1).entity);
  });

  it('takes a dateline for a place', () => {
    const reading = read(['MOSCOW (Reuters) - Moscow rejected the claim.']);
    expect(reading.mention('MOSCOW').metonymFor).toBeUndefined();
    expect(reading.mention('Moscow').metonymFor).toBe('Government of Russia');
  });
});
