import { CodePoints } from '../text/code-points.ts';
import { unifyTypes } from './agreement.ts';
import { addAliases, learnAliases, markLearned } from './chains/aliases.ts';
import { chainNames, NameChains } from './chains/names.ts';
import { chainPersons } from './chains/persons.ts';
import { findDates } from './dates/find.ts';
import { type Chain, cutSentences, type Document, type Draft, readDocument } from './document.ts';
import { findMentions } from './mentions.ts';
import { findMetonyms } from './metonyms/find.ts';
import { findPlaces } from './places/find.ts';
import { Nominals } from './roles/nominals.ts';
import { OrganisationNominals } from './roles/organisations.ts';
import { findPronouns } from './roles/pronouns.ts';
import { findRoles } from './roles/titles.ts';
import { NAME_TYPES } from './tagger/labels.ts';
import type { OtherTagger, ScoredName, Tagger } from './tagger/tagger.ts';
import type { Entity, EntityAnnotations, EntityInput, Mention } from './types.ts';

/** All steps of the stage, on an English text. */
export function annotate(input: EntityInput, tagger: Tagger): EntityAnnotations {
  const { points, cut } = outlineOf(input);
  const tagged = cut.map(({ tokens }) => tagger.tag(tokens.map((token) => token.text)));
  return findAll(readDocument(input.text, cut, tagged, input.publishedAt), points);
}

/** The same with names that another tagger finds; ours tells what the words are like, and dates that the other does not know. */
export async function annotateBy(input: EntityInput, other: OtherTagger, tagger: Tagger): Promise<EntityAnnotations> {
  const { points, cut } = outlineOf(input);
  const sentences = cut.map(({ tokens }) => tokens.map((token) => token.text));
  const names = await other.nameSentences(sentences);
  const tagged = sentences.map((tokens, i) => {
    if (other.knowsDates) return { view: tagger.view(tokens), names: names[i] };
    const own = tagger.tag(tokens);
    return { view: own.view, names: withDates(names[i], own.names) };
  });
  return findAll(readDocument(input.text, cut, tagged, input.publishedAt), points);
}

/** Adds dates where no name is. */
function withDates(names: readonly ScoredName[], own: readonly ScoredName[]): ScoredName[] {
  const dates = own.filter(
    ({ type, first, last }) =>
      NAME_TYPES[type] === 'DATE' && !names.some((name) => name.first <= last && name.last >= first),
  );
  return [...names, ...dates].sort((a, b) => a.first - b.first);
}

/** A text's sentences in tokens, and how its offsets are counted. */
function outlineOf(input: EntityInput): { points: CodePoints; cut: ReturnType<typeof cutSentences> } {
  const points = new CodePoints(input.text);
  const utf16 = ({ start, end }: { start: number; end: number }) => ({
    start: points.toUtf16(start),
    end: points.toUtf16(end),
  });
  return { points, cut: cutSentences(input.text, input.paragraphs.map(utf16), input.sentences.map(utf16)) };
}

/** Everything that follows from the names of a document. */
function findAll(document: Document, points: CodePoints): EntityAnnotations {
  findMentions(document);
  findDates(document);
  document.sort();
  unifyTypes(document);
  addAliases(document);
  document.sort();
  chain(document);
  findRoles(document);
  spreadRoles(document);
  findMetonyms(document);
  findPlaces(document);
  const nominals = new Nominals(document).find();
  const bodies = new OrganisationNominals(document).find();
  const inOrder = [...document.drafts, ...nominals, ...bodies].sort(compareDrafts);
  const persons = inOrder.filter((draft) => draft.type === 'PER');
  const all = [...inOrder, ...findPronouns(document, persons)].sort(compareDrafts);
  return assemble(document, all, points);
}

function chain(document: Document): void {
  const chains = new NameChains();
  chainPersons(document);
  chainNames(document, chains);
  learnAliases(document, chains);
  markLearned(document, chains);
  document.sort();
}

/** Every mention of a person has the role that the text gives anywhere, the fullest first. */
function spreadRoles(document: Document): void {
  for (const { role, chain } of document.drafts) if (role && chain) chain.roles.add(role);
  for (const draft of document.drafts)
    if (draft.type === 'PER' && draft.chain && draft.role === undefined)
      [draft.role] = [...draft.chain.roles].sort(byOffice);
}

const byOffice = (a: string, b: string): number => Number(/ of /u.test(b)) - Number(/ of /u.test(a));

function compareDrafts(a: Draft, b: Draft): number {
  return a.sentence - b.sentence || a.first - b.first || b.last - a.last;
}

/** Ends a canonical name that another entity of the document already has. */
function uniqueName(chain: Chain, taken: Map<string, number>): string {
  const name = chain.canonical.replace(/\s+/gu, ' ');
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  if (count === 1) return name;
  return uniqueName({ ...chain, canonical: `${name} (${count})` }, taken);
}

function assemble(document: Document, drafts: readonly Draft[], points: CodePoints): EntityAnnotations {
  const entities: Entity[] = [];
  const numbers = new Map<Chain, number>();
  const taken = new Map<string, number>();
  const mentions: Mention[] = [];
  for (const draft of drafts) {
    const { chain } = draft;
    if (chain === null) throw new Error(`Mention "${draft.text}" belongs to no entity.`);
    let entity = numbers.get(chain);
    if (entity === undefined) {
      entity = entities.length;
      numbers.set(chain, entity);
      entities.push({
        type: chain.type,
        canonical: uniqueName(chain, taken),
        roles: [...chain.roles],
        aliases: [],
        gender: chain.gender,
        ...(chain.place === undefined ? {} : { place: chain.place }),
      });
    }
    if (
      draft.kind !== 'pronoun' &&
      draft.kind !== 'nominal' &&
      draft.kind !== 'demonym' &&
      draft.text !== chain.canonical
    )
      chain.aliases.add(draft.text.replace(/\s+/gu, ' '));
    const { tokens } = document.sentences[draft.sentence];
    mentions.push(mentionOf(draft, entity, points.span(tokens[draft.first].start, tokens[draft.last].end)));
  }
  for (const [chain, entity] of numbers) entities[entity].aliases = [...chain.aliases];
  return { status: 'tagged', entities, mentions };
}

function mentionOf(draft: Draft, entity: number, span: { start: number; end: number }): Mention {
  const { text, type, kind, metonymFor, value, chain } = draft;
  const role = draft.role ?? (kind === 'nominal' && chain ? [...chain.roles].sort(byOffice)[0] : undefined);
  return {
    ...span,
    text,
    type,
    kind,
    entity,
    ...(role === undefined ? {} : { role }),
    ...(metonymFor === undefined ? {} : { metonymFor }),
    ...(value === undefined ? {} : { value }),
    confidence: Math.round(draft.confidence * 1000) / 1000,
  };
}
