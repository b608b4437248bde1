import { sql } from 'kysely';
import { fold, identify } from '../../stages/known-names/index.ts';
import type { Connection } from '../connection.ts';
import { lockDocuments } from '../documents.ts';
import { applyAssignments } from './apply.ts';
import {
  type DecidedBy,
  type Decision,
  deciding,
  findRoot,
  lockKnown,
  NameDecisionError,
  nextDecision,
  record,
} from './journal.ts';
import { addAnother } from './known.ts';
import { type FoundEntity, readEntities } from './read.ts';
import { recountRoles } from './recount.ts';

/** An article as readers see it. */
interface Article {
  key: string;
  documentId: number;
  artifactId: number;
}

/**
 * Says that one whom articles name is not the one whom others name: in these articles it is a new one, or another.
 * @param documents keys of the articles.
 * @param decided.into who it is there; a new one where left out.
 * @throws NameDecisionError where there is no such number or document, or an article does not name it.
 */
export function splitKnown(
  db: Connection,
  id: number,
  documents: string[],
  { into, ...decided }: DecidedBy & { into?: number } = {},
): Promise<Decision> {
  return deciding(db, async (transaction) => {
    const articles = await lockArticles(transaction, documents);
    await lockKnown(transaction);
    const root = await findRoot(transaction, id);
    const meant = await readLinked(transaction, articles, root.id);
    const without = articles.find(({ artifactId }) => !meant.some((each) => each.artifactId === artifactId));
    if (without) throw new NameDecisionError(`${without.key} does not name ${id} (${root.name})`);
    const decision =
      into === undefined
        ? await setApart(transaction, root.id, meant, decided)
        : await toAnother(transaction, root, into, decided);
    await assign(transaction, decision, articles, meant);
    return decision;
  });
}

/**
 * Says who a name of an article is, which the rules left open or took for somebody else.
 * @param name the fullest form of the name in the article, or what a place stands for there.
 * @throws NameDecisionError where there is no such number or document, or the article has no such name, or means that one
 * already.
 */
export function assignName(
  db: Connection,
  document: string,
  name: string,
  into: number,
  decided: DecidedBy = {},
): Promise<Decision> {
  return deciding(db, async (transaction) => {
    const articles = await lockArticles(transaction, [document]);
    await lockKnown(transaction);
    const root = await findRoot(transaction, into);
    const all = await readEntities(
      transaction,
      articles.map(({ artifactId }) => artifactId),
    );
    const meant = all.filter((each) => each.type === root.type && identify(each).name === fold(name));
    if (meant.length === 0) {
      throw new NameDecisionError(
        `${document} has nobody and nothing of type ${root.type} that it calls ${name}: the view current_entity_links has its names`,
      );
    }
    const counted = await readCounted(transaction, meant);
    const others = counted.filter((id) => id !== root.id);
    if (others.length === 0) throw new NameDecisionError(`${name} in ${document} is ${root.id} (${root.name}) already`);
    const from = others.find((id) => id !== null) ?? null;
    const decision = await record(transaction, { kind: 'assign', from, into: root.id, ...decided });
    await assign(transaction, decision, articles, meant);
    return decision;
  });
}

/**
 * Locks documents as those do that publish them.
 * @throws NameDecisionError where one is missing or was never published, or none is given.
 */
async function lockArticles(transaction: Connection, keys: string[]): Promise<Article[]> {
  if (keys.length === 0) throw new NameDecisionError('No article is given: name those that mean somebody else');
  const rows = await transaction
    .selectFrom('documents')
    .select(['id', 'key'])
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute();
  const missing = keys.find((key) => !rows.some((row) => row.key === key));
  if (missing !== undefined) throw new NameDecisionError(`There is no document ${missing}`);
  await lockDocuments(
    transaction,
    rows.map(({ id }) => id),
  );
  const articles = await transaction
    .selectFrom('documents as d')
    .innerJoin('document_versions as v', (join) =>
      join.onRef('v.document_id', '=', 'd.id').onRef('v.version', '=', 'd.current_version'),
    )
    .select(['d.key', 'd.id as documentId', 'v.entities_artifact_id as artifactId'])
    .where('d.id', '=', sql<number>`any(${rows.map(({ id }) => id)}::bigint[])`)
    .execute();
  const unread = keys.find((key) => !articles.some((article) => article.key === key));
  if (unread !== undefined) {
    throw new NameDecisionError(
      `${unread} has no published version: the view failed_documents has those that could not be read`,
    );
  }
  return articles;
}

/** What articles have that counts as one. */
async function readLinked(db: Connection, articles: Article[], rootId: number): Promise<FoundEntity[]> {
  const artifactIds = articles.map(({ artifactId }) => artifactId);
  const links = await db
    .selectFrom('entity_links as l')
    .innerJoin('known_entities as k', 'k.id', 'l.known_id')
    .select(['l.artifact_id', 'l.entity', 'l.stands_for'])
    .where('l.artifact_id', '=', sql<number>`any(${artifactIds}::bigint[])`)
    .where('k.same_as', '=', rootId)
    .execute();
  const linked = new Set(links.map(({ artifact_id, entity, stands_for }) => `${artifact_id} ${entity} ${stands_for}`));
  const found = await readEntities(db, artifactIds);
  return found.filter(({ artifactId, entity, standsFor }) => linked.has(`${artifactId} ${entity} ${standsFor}`));
}

/** What each counts as; null where it is left to its article. */
async function readCounted(db: Connection, entities: FoundEntity[]): Promise<(number | null)[]> {
  const { rows } = await sql<{ id: number | null }>`
    select k.same_as as id
    from json_to_recordset(${JSON.stringify(entities)}::json) as n ("artifactId" bigint, entity integer, "standsFor" text)
    left join entity_links l
      on l.artifact_id = n."artifactId" and l.entity = n.entity and l.stands_for = n."standsFor"
    left join known_entities k on k.id = l.known_id
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Makes a new one of what some articles name; their roles are counted once they mean it. */
async function setApart(db: Connection, from: number, meant: FoundEntity[], decided: DecidedBy): Promise<Decision> {
  const id = await nextDecision(db);
  const [first] = meant;
  const { type, canonical, country, region, geonamesId } = first;
  const { key, name } = identify(first);
  const into = await addAnother(
    db,
    { type, key: key ?? name, name: canonical, country, region, geonamesId, families: [], countries: [] },
    id,
  );
  return record(db, { id, kind: 'assign', from, into, ...decided });
}

async function toAnother(
  db: Connection,
  root: Awaited<ReturnType<typeof findRoot>>,
  into: number,
  decided: DecidedBy,
): Promise<Decision> {
  const target = await findRoot(db, into);
  if (target.id === root.id) throw new NameDecisionError(`${into} is the same as ${root.id}: ${root.name}`);
  if (target.type !== root.type) {
    throw new NameDecisionError(`${into} (${target.name}) is of type ${target.type}, not ${root.type}`);
  }
  return record(db, { kind: 'assign', from: root.id, into: target.id, ...decided });
}

async function assign(
  db: Connection,
  { decision }: Decision,
  articles: Article[],
  meant: FoundEntity[],
): Promise<void> {
  const rows = articles.flatMap(({ documentId, artifactId }) =>
    meant
      .filter((each) => each.artifactId === artifactId)
      .map((each) => ({ decision_id: decision, document_id: documentId, type: each.type, name: identify(each).name })),
  );
  await db
    .insertInto('name_assignments')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const moved = await applyAssignments(db, { documentIds: articles.map(({ documentId }) => documentId) });
  await recountRoles(db, moved);
}

/** The documents that a decision assigns names of, locked as those do that publish them. */
export async function assignedDocuments(transaction: Connection, decisionId: number): Promise<number[]> {
  const rows = await transaction
    .selectFrom('name_assignments')
    .select('document_id')
    .distinct()
    .where('decision_id', '=', decisionId)
    .execute();
  const ids = rows.map(({ document_id }) => document_id);
  await lockDocuments(transaction, ids);
  return ids;
}
