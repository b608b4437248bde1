import { sql } from 'kysely';
import { identify, RULES } from '../../stages/known-names/index.ts';
import type { Connection } from '../connection.ts';
import { applyAssignments } from './apply.ts';
import { decide, keyOf, type Link, type Named, type Plan } from './decide.ts';
import { waitForDecisions } from './journal.ts';
import { addAnother, addFirst, columns, findKnown, type KnownEntity, keepGrown, type TypedKey } from './known.ts';
import { readAssignments, readEarlier, readUnlinked } from './read.ts';

/** A version of a document, by the artifact of its entities. */
export interface LinkedVersion {
  documentId: number;
  entitiesArtifactId: number;
}

/**
 * Links the people, places and organisations of documents with those of others, by the rules of `stages/known-names` and by
 * what was decided by hand; artifacts that have links keep them.
 *
 * To be called last in the transaction that publishes. Several may do so at once: what is new is added in the order of keys;
 * whatever else is to be written of a key is decided anew under a lock on its first row, again in the order of keys.
 * Who adds holds only rows that nobody else sees yet, so that no two wait for each other.
 *
 * @returns the number of links that were made.
 */
export async function linkNames(transaction: Connection, versions: LinkedVersion[]): Promise<number> {
  const artifactIds = [...new Set(versions.map(({ entitiesArtifactId }) => entitiesArtifactId))];
  if (artifactIds.length === 0) return 0;
  await waitForDecisions(transaction);
  const assigned = await readAssignments(
    transaction,
    versions.map(({ documentId }) => documentId),
  );
  const documentsOf = Map.groupBy(versions, ({ entitiesArtifactId }) => entitiesArtifactId);
  const named = (await readUnlinked(transaction, artifactIds)).map((found): Named => {
    const identity = identify(found);
    const isAssigned = assigned.some(
      ({ documentId, type, name }) =>
        type === identity.type &&
        name === identity.name &&
        documentsOf.get(found.artifactId)?.some((version) => version.documentId === documentId),
    );
    return { found, identity, key: keyOf(identity), isAssigned };
  });
  const made = named.length === 0 ? 0 : await insertLinks(transaction, await findLinks(transaction, named, versions));
  // Also where the links were there before, as those of another document with the same text.
  if (assigned.length > 0) {
    const documents = new Set(assigned.map(({ documentId }) => documentId));
    const meant = versions.filter(({ documentId }) => documents.has(documentId));
    await applyAssignments(transaction, {
      artifactIds: meant.map(({ entitiesArtifactId }) => entitiesArtifactId),
    });
  }
  return made;
}

async function findLinks(transaction: Connection, named: Named[], versions: LinkedVersion[]): Promise<Link[]> {
  const keys = new Set(named.flatMap(({ key }) => key ?? []));
  const plan = await decideAll(transaction, named, versions, await findKnown(transaction, keys));
  const added = await addFirst(transaction, [...plan.first.values()]);
  for (const [key, target] of plan.first) target.id = added.get(key) ?? null;
  const contested = contestedKeys(plan, added);
  if (contested.size === 0) return plan.links;

  const isContested = ({ key }: Named) => key !== null && contested.has(key);
  const known = await findKnown(transaction, contested, { lock: true });
  const settled = await decideAll(transaction, named.filter(isContested), versions, known);
  for (const target of settled.others) target.id = await addAnother(transaction, target, null);
  await keepGrown(
    transaction,
    new Map([...settled.grown.values()].flat().map((target) => [target.id as number, target])),
  );
  const makers = new Set(plan.links.filter(({ reason }) => reason === 'first').map((link) => link.named));
  return [
    ...plan.links.filter((link) => !isContested(link.named)),
    ...settled.links.map((link): Link => {
      const isOwn = link.target !== null && link.target.id === added.get(link.named.key as TypedKey);
      return isOwn && makers.has(link.named) ? { ...link, reason: 'first', evidence: null } : link;
    }),
  ];
}

/** Decides; names that several have are those whom the versions before mean, where these mean somebody. */
async function decideAll(
  transaction: Connection,
  named: Named[],
  versions: LinkedVersion[],
  known: ReadonlyMap<TypedKey, KnownEntity[]>,
): Promise<Plan> {
  const plan = decide(named, known);
  if (plan.several.size === 0) return plan;
  const artifactIds = new Set(
    named.filter(({ key }) => key !== null && plan.several.has(key)).map(({ found }) => found.artifactId),
  );
  const earlier = await readEarlier(
    transaction,
    versions.filter(({ entitiesArtifactId }) => artifactIds.has(entitiesArtifactId)),
    columns(plan.several),
  );
  return earlier.size === 0 ? plan : decide(named, known, earlier);
}

/** Keys of which more is to be written than their first row, or whose first row somebody else has added just now. */
function contestedKeys({ first, others, grown, links }: Plan, added: ReadonlyMap<TypedKey, number>): Set<TypedKey> {
  const taken = [...first.keys()].filter((key) => !added.has(key));
  const another = new Set(others);
  const shared = links.flatMap(({ named, target }) =>
    another.has(target as (typeof others)[0]) ? (named.key ?? []) : [],
  );
  return new Set([...taken, ...shared, ...grown.keys()]);
}

async function insertLinks(db: Connection, links: Link[]): Promise<number> {
  const rows = links.map(({ named: { found }, target, reason, evidence }) => ({
    ...found,
    foundId: target?.id ?? null,
    reason,
    evidence: evidence && JSON.stringify(evidence),
  }));
  const column = <K extends keyof (typeof rows)[0]>(name: K) => rows.map((row) => row[name]);
  const { numAffectedRows } = await sql`
    insert into entity_links (artifact_id, entity, stands_for, known_id, found_id, reason, evidence, rules)
    select n.artifact_id, n.entity, n.stands_for, n.found_id, n.found_id, n.reason, n.evidence, ${RULES}::smallint
    from unnest(
      ${column('artifactId')}::bigint[], ${column('entity')}::integer[], ${column('standsFor')}::text[],
      ${column('foundId')}::bigint[], ${column('reason')}::text[], ${column('evidence')}::jsonb[]
    ) as n (artifact_id, entity, stands_for, found_id, reason, evidence)
    order by n.artifact_id, n.entity, n.stands_for
    on conflict do nothing
  `.execute(db);
  return Number(numAffectedRows ?? 0n);
}
