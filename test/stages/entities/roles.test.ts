import { describe, expect, it } from 'vitest';
import { read } from './article.ts';

const ROLES: [sentences: string[], name: string, role: string][] = [
  [['Brazilian Foreign Minister Paulo Teixeira arrived.'], 'Paulo Teixeira', 'Foreign Minister of Brazil'],
  [['French President Luc Moreau and Prime Minister Anne Petit met.'], 'Anne Petit', 'Prime Minister of France'],
  [['US President Tom Harding signed the bill.'], 'Tom Harding', 'President of the United States'],
  [["Kenya's Health Minister Grace Wanjiru resigned."], 'Grace Wanjiru', 'Health Minister of Kenya'],
  [['The former Polish president, Jan Kowal, was there.'], 'Jan Kowal', 'former president of Poland'],
  [['Senator Maria Lopez voted against it.'], 'Maria Lopez', 'Senator'],
  [['Reuters correspondent Emma Clark took the picture.'], 'Emma Clark', 'Reuters correspondent'],
  [['Omar Haddad, an expert on water law, disagreed.'], 'Omar Haddad', 'expert on water law'],
  [['Ingrid Solberg, the Norwegian foreign minister, agreed.'], 'Ingrid Solberg', 'foreign minister of Norway'],
  [['Fisheries Minister Carl Jensen of Denmark spoke.'], 'Carl Jensen', 'Fisheries Minister'],
  [['Minister of State Aoife Byrne spoke.'], 'Aoife Byrne', 'Minister of State'],
];

describe('roles', () => {
  it.each(ROLES.slice(0, 10))('%s: %s is %s', (sentences, name, role) => {
    expect(read(sentences).mention(name).role).toBe(role);
  });

  it('gives counterparts the offices of the pair before, in order', () => {
    const reading = read([
      'Chinese Foreign Minister Wu Peng and Trade Minister Lin Hua met their Indian counterparts Arun Mehta and Priya Nair.',
    ]);
    expect(reading.mention('Arun Mehta').role).toBe('Foreign Minister of India');
    expect(reading.mention('Priya Nair').role).toBe('Trade Minister of India');
  });

  it('gives a single counterpart the office of the one before', () => {
    const reading = read(['German Finance Minister Uwe Roth met his Greek counterpart Nikos Pappas.']);
    expect(reading.mention('Nikos Pappas').role).toBe('Finance Minister of Greece');
  });

  it('knows the role at every mention', () => {
    const reading = read(['Chilean President Rosa Vidal spoke.', 'Vidal then left.']);
    expect(reading.mention('Vidal').role).toBe('President of Chile');
  });

  it('leaves a person without one alone', () => {
    expect(read(['Rosa Vidal bought a bicycle.']).mention('Rosa Vidal').role).toBeUndefined();
  });
});

describe('role phrases', () => {
  it('links the office to who holds it', () => {
    const reading = read([
      'Chilean President Rosa Vidal spoke to reporters.',
      'The president said the road would be built.',
    ]);
    expect(reading.mention('The president')).toMatchObject({ kind: 'nominal', type: 'PER' });
    expect(reading.canonical('The president')).toBe('Rosa Vidal');
  });

  it('tells two presidents apart by their country', () => {
    const reading = read([
      'Chilean President Rosa Vidal met Peruvian President Hugo Salas.',
      'The Peruvian president brought a gift.',
    ]);
    expect(reading.canonical('The Peruvian president')).toBe('Hugo Salas');
  });

  it('says nothing where no holder is named', () => {
    const reading = read(['Rosa Vidal spoke.', 'The president did not.']);
    expect(reading.annotations.mentions.map((mention) => mention.text)).not.toContain('The president');
  });

  it('makes an entity of an unnamed official and keeps to it', () => {
    const reading = read([
      'An official from the Ministry of Health said the vaccine had arrived.',
      'The official gave no number.',
    ]);
    expect(reading.canonical('The official')).toBe('unnamed official of Ministry of Health');
    expect(reading.mention('The official').entity).toBe(
      reading.mention('An official from the Ministry of Health').entity,
    );
  });
});

describe('pronouns', () => {
  it('links one that can mean one person only', () => {
    const reading = read(['Chilean President Rosa Vidal opened the road.', 'She thanked the workers.']);
    expect(reading.canonical('She')).toBe('Rosa Vidal');
    expect(reading.annotations.entities.find((entity) => entity.canonical === 'Rosa Vidal')?.gender).toBe('female');
  });

  it('says nothing where two can be meant', () => {
    const reading = read(['Rosa Vidal met Anna Weiss.', 'She was late.']);
    expect(reading.annotations.mentions.filter((mention) => mention.kind === 'pronoun')).toEqual([]);
  });

  it('goes by gender where titles tell it', () => {
    const reading = read(['Mrs. Vidal met Mr. Salas.', 'He was late.']);
    expect(reading.canonical('He')).toBe('Salas');
  });
});
