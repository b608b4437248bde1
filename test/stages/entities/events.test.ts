import { describe, expect, it } from 'vitest';
import { isEvent } from '../../../stages/entities/data/events.ts';
import { read } from './article.ts';

describe('events', () => {
  it.each([
    'World Cup',
    'Africa Cup of Nations 2025',
    'World War II',
    'Battle of Verdun',
    'Hurricane Maria',
    'Monaco Grand Prix',
    'Winter Olympics 2030',
    'Commonwealth Games',
    'Super Bowl LIX',
  ])('%s is one', (name) => {
    expect(isEvent(name)).toBe(true);
  });

  it.each(['Boeing 737', 'Paris Agreement', 'Muslim', 'Star Wars', 'The Hunger Games', 'Vanity Fair', 'Warsaw'])(
    '%s is none',
    (name) => {
      expect(isEvent(name)).toBe(false);
    },
  );

  it('are told from other names in a text', () => {
    const reading = read(['Kenya will take part in the World Cup next year.', 'Typhoon Maysak reached the islands.']);
    expect(reading.mention('World Cup').type).toBe('EVENT');
    expect(reading.mention('Typhoon Maysak').type).toBe('EVENT');
    expect(reading.mention('Kenya').type).toBe('LOC');
  });
});
