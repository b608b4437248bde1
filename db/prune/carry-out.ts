import { type RawBuilder, sql } from 'kysely';
import type { Connection, Database } from '../connection.ts';

/** Rows that were deleted, by table. */
export type Deleted = Map<string, number>;

/** A table, and which of its rows (`t`) go; or a statement that locks or decides. */
type Step = [table: string, condition: RawBuilder<unknown>] | RawBuilder<unknown>;

/** Versions, captures or bytes deleted in one transaction. */
const ROWS = 1_000;
/** Texts deleted in one transaction, with all that rests on them: some ten thousand rows. */
const TEXTS = 250;
/** Attempts at a part that meets work under way. */
const ATTEMPTS = 5;
/** What PostgreSQL says where a row that is to go has been referred to just now, or two waited for each other. */
const IN_USE = new Set(['23503', '40P01']);
/** In the order in which their results and artifacts are locked. */
const STAGES = sql`array['normalize', 'entities', 'attribution']`;

/**
 * Deletes what was planned, in many short transactions. Each looks again whether its rows are needed by now, and where one
 * comes to be needed in that very moment the database refuses, and it is tried again. Ended midway, it leaves nothing
 * half deleted, and a next run does the rest.
 *
 * @param db the connection that has the plan.
 */
export async function carryOutPrune(db: Database): Promise<Deleted> {
  const deleted: Deleted = new Map();
  await inParts(db, deleted, ROWS, sql`select document_id, version from pruned_versions`, (part) => [
    [
      'document_versions',
      sql`exists (select from ${part} p where p.document_id = t.document_id and p.version = t.version)
        and not exists (select from documents d where d.id = t.document_id and d.current_version = t.version)`,
    ],
  ]);
  await inParts(db, deleted, ROWS, sql`select id from pruned_captures`, (part) => [
    [
      'run_outcomes',
      // Of a run that saw something else too, the outcome stays.
      sql`exists (
          select from ${part} p join captures c on c.id = p.id
          where c.workflow_id = t.workflow_id and c.first_execution_run_id = t.first_execution_run_id)
        and not exists (
          select from captures c
          where c.workflow_id = t.workflow_id and c.first_execution_run_id = t.first_execution_run_id
            and not exists (select from ${part} p where p.id = c.id))`,
    ],
    [
      'captures',
      sql`exists (select from ${part} p where p.id = t.id)
        and not exists (
          select from document_versions v
          where v.document_id = t.document_id and (v.capture_id = t.id or v.first_capture_id = t.id))`,
    ],
  ]);
  await sql`create temporary table prune_going (what text, stage text, id bigint, primary key (what, stage, id))
    on commit delete rows`.execute(db);
  const texts = sql`select text_id as id from pruned_results union select text_id from pruned_artifacts`;
  await inParts(db, deleted, TEXTS, texts, (part) => [...results(part), ...artifacts(part)]);
  await inParts(db, deleted, ROWS, sql`select sha256 from pruned_raw`, (part) => bytes(part));
  return deleted;
}

/** Of one stage, what was decided to go. */
const going = (what: 'result' | 'artifact', stage: string) =>
  sql`(select id from prune_going where what = ${what} and stage = ${stage})`;

/**
 * Results of some texts. Those of later stages stay where their text or entities are given by another result by now.
 *
 * Whoever publishes shares the locks of results that a version rests on. So these are locked first, and then decided upon
 * once: who published meanwhile is seen, and who comes later waits. All take results before artifacts, stage by stage.
 */
function results(part: RawBuilder<unknown>): Step[] {
  const isPlanned = sql`t.id in (select p.id from pruned_results p join ${part} b on b.id = p.text_id)`;
  const isInVersion = sql`exists (
    select from document_versions v
    where (v.text_artifact_id = t.artifact_id and v.text_result_id = t.id)
      or (v.entities_artifact_id = t.artifact_id and v.entities_result_id = t.id)
      or (v.attribution_artifact_id = t.artifact_id and v.attribution_result_id = t.id))`;
  const ofStage = (stage: string, foundation: string | null): Step[] => {
    const isNeeded =
      foundation === null
        ? sql`exists (
            select from text_origins o join captures c on c.raw_sha256 = o.raw_sha256
            where o.stage_result_id = t.id and exists (select from pruned_raw w where w.sha256 = o.raw_sha256))`
        : sql`exists (
            select from artifacts a join pruned_artifacts f on f.id = a.${sql.ref(foundation)}
            join stage_results r on r.artifact_id = f.id
            where a.id = t.artifact_id)`;
    const gone = going('result', stage);
    return [
      sql`
        insert into prune_going
        select 'result', t.stage, t.id from stage_results t
        where t.stage = ${stage} and ${isPlanned} and not ${isInVersion} and not ${isNeeded}`,
      ['recomputations', sql`t.stage_result_id in ${gone}`],
      ...(foundation === null ? [['text_origins', sql`t.stage_result_id in ${gone}`] as Step] : []),
      ['stage_results', sql`t.id in ${gone}`],
    ];
  };
  return [
    sql`
      select from stage_results t where ${isPlanned} and not ${isInVersion}
      order by array_position(${STAGES}, t.stage), t.id for update of t`,
    ...ofStage('normalize', null),
    ...ofStage('entities', 'text_artifact_id'),
    ...ofStage('attribution', 'entities_artifact_id'),
  ];
}

/**
 * Artifacts of some texts that no result gives any more, with their rows, unless others that stay rest on them; the later
 * stages first. Locked and decided upon as results are: whoever writes a result or an artifact shares the locks of those
 * that it gives and rests on.
 */
function artifacts(part: RawBuilder<unknown>): Step[] {
  const isGiven = sql`exists (select from stage_results r where r.artifact_id = p.id)`;
  const bears = (foundation: string) => sql`exists (
    select from artifacts a where a.${sql.ref(foundation)} = p.id
      and not exists (select from prune_going g where g.what = 'artifact' and g.stage = a.stage and g.id = a.id))`;
  const decided = (stage: string): Step => sql`
    insert into prune_going
    select 'artifact', p.stage, p.id from pruned_artifacts p join ${part} b on b.id = p.text_id
    where p.stage = ${stage} and not ${isGiven}
      and not ${bears('text_artifact_id')} and not ${bears('entities_artifact_id')}`;
  const deleted = (stage: string, tables: string[]): Step[] => [
    ...tables.map((table): Step => [table, sql`t.artifact_id in ${going('artifact', stage)}`]),
    ['artifacts', sql`t.id in ${going('artifact', stage)}`],
  ];
  return [
    sql`
      select from artifacts t
      where t.id in (
        select p.id from pruned_artifacts p join ${part} b on b.id = p.text_id where not ${isGiven})
      order by array_position(${STAGES}, t.stage), t.id for update of t`,
    ...['attribution', 'entities', 'normalize'].map(decided),
    ...deleted('attribution', ['attribution_speakers', 'attribution_spans', 'attributions', 'credits']),
    ...deleted('entities', ['entity_links', 'mentions', 'entities']),
    ...deleted('normalize', ['sentences', 'paragraphs', 'texts']),
  ];
}

/** Bytes that nothing refers to; failures that were mended since go with them. */
function bytes(part: RawBuilder<unknown>): Step[] {
  const isUnused = (hash: string) => sql`
    exists (select from ${part} p where p.sha256 = ${sql.ref(hash)})
    and not exists (select from captures c where c.raw_sha256 = ${sql.ref(hash)})
    and not exists (select from text_origins o where o.raw_sha256 = ${sql.ref(hash)})
    and not exists (select from document_versions v where v.raw_sha256 = ${sql.ref(hash)})`;
  const hasOpenFailure = (hash: string) =>
    sql`exists (select from failures f where f.raw_sha256 = ${sql.ref(hash)} and f.resolved_at is null)`;
  return [
    ['failures', sql`${isUnused('t.raw_sha256')} and not ${hasOpenFailure('t.raw_sha256')}`],
    ['raw_documents', sql`${isUnused('t.sha256')} and not ${hasOpenFailure('t.sha256')}`],
  ];
}

/**
 * Goes through what was planned, some at a time, each in a transaction of its own.
 * @param steps the deletions for a part, in which it stands for a table.
 */
async function inParts(
  db: Database,
  deleted: Deleted,
  size: number,
  all: RawBuilder<unknown>,
  steps: (part: RawBuilder<unknown>) => Step[],
): Promise<void> {
  await sql`create temporary table prune_queue as
    select all_rows.*, (row_number() over () - 1) / ${sql.lit(size)} as part from (${all}) all_rows`.execute(db);
  await sql`create index on prune_queue (part)`.execute(db);
  await sql`analyze prune_queue`.execute(db);
  const { rows } = await sql<{ parts: number }>`select coalesce(max(part) + 1, 0) as parts from prune_queue`.execute(
    db,
  );
  for (let part = 0; part < rows[0].parts; part += 1) {
    const table = sql`(select * from prune_queue where part = ${part})`;
    for (const [name, count] of await deletePart(db, steps(table))) {
      deleted.set(name, (deleted.get(name) ?? 0) + count);
    }
  }
  await sql`drop table prune_queue`.execute(db);
}

async function deletePart(db: Database, steps: Step[], attempt = 1): Promise<Deleted> {
  try {
    return await db.transaction().execute((transaction) => deleteSteps(transaction, steps));
  } catch (error) {
    if (!IN_USE.has((error as { code?: string }).code ?? '') || attempt === ATTEMPTS) throw error;
    return deletePart(db, steps, attempt + 1);
  }
}

async function deleteSteps(db: Connection, steps: Step[]): Promise<Deleted> {
  const deleted: Deleted = new Map();
  await sql`set local copydesk.prune = on`.execute(db);
  // By index: a part must not take the longer, the larger the tables are.
  for (const method of ['hashjoin', 'mergejoin', 'seqscan']) {
    await sql`set local ${sql.raw(`enable_${method}`)} = off`.execute(db);
  }
  for (const step of steps) {
    if (!Array.isArray(step)) {
      await step.execute(db);
      continue;
    }
    const [table, condition] = step;
    const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} t where ${condition}`.execute(db);
    deleted.set(table, (deleted.get(table) ?? 0) + Number(numAffectedRows));
  }
  return deleted;
}
