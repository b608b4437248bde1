import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const polarities = (text: string) => read(text, 'without entities').attributions.map(({ polarity }) => polarity);

describe('a source that is nobody', () => {
  it.each([
    'Neither ministry would say whether it had paid.',
    'No official said that the dam was safe.',
    'No U.S. official said that the dam was safe.',
    'No Republican said that the dam was safe.',
    'No one said that the dam was safe.',
    'Nobody said that the dam was safe.',
    'None of the ministers said the dam was safe.',
    'On Monday no Swede said the dam was safe.',
  ])('denies: %s', (text) => {
    expect(polarities(text)).toEqual(['negative']);
  });

  it.each([
    'No 10 said the prime minister would resign.',
    'No. 10 said the prime minister would resign.',
    'No Labels said it would field a candidate.',
    'No Limits, a sailing club, said it would field a team.',
  ])('is not a name that begins with “No”: %s', (text) => {
    expect(polarities(text)).toEqual(['positive']);
  });

  it('leaves a condition open', () => {
    expect(polarities('If nobody said that the dam was safe, it would be closed.')).toEqual(['uncertain']);
  });
});
