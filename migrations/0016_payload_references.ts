import { type Kysely, sql } from 'kysely';

/** Rows of `table` name a row of `target`, column by column. */
interface Reference {
  table: string;
  columns: readonly string[];
  target: string;
  keys: readonly string[];
  /** Name of the foreign key that said so until now. */
  constraint: string;
}

const reference = (table: string, columns: string[], target: string, keys: string[]): Reference => ({
  table,
  columns,
  target,
  keys,
  constraint: `${table}_${columns.join('_')}_fkey`,
});

/**
 * Foreign keys of the tables with the most rows. PostgreSQL checks each row of a foreign key by a query of its own, some two
 * hundred for an article, which took a third of all that storing one took. `texts` and `credits` have a row or two an
 * article, and keep theirs.
 */
const REFERENCES: readonly Reference[] = [
  reference('paragraphs', ['artifact_id'], 'texts', ['artifact_id']),
  reference('sentences', ['artifact_id'], 'texts', ['artifact_id']),
  reference('sentences', ['artifact_id', 'paragraph'], 'paragraphs', ['artifact_id', 'ordinal']),
  reference('entities', ['artifact_id'], 'artifacts', ['id']),
  reference('mentions', ['artifact_id', 'entity'], 'entities', ['artifact_id', 'ordinal']),
  reference('attributions', ['artifact_id'], 'artifacts', ['id']),
  reference('attribution_spans', ['artifact_id', 'attribution'], 'attributions', ['artifact_id', 'ordinal']),
  reference('attribution_speakers', ['artifact_id', 'attribution'], 'attributions', ['artifact_id', 'ordinal']),
  reference('attribution_speakers', ['artifact_id', 'entities_artifact_id'], 'artifacts', [
    'id',
    'entities_artifact_id',
  ]),
  reference('attribution_speakers', ['entities_artifact_id', 'entity'], 'entities', ['artifact_id', 'ordinal']),
];

/** By index whatever the planner thinks of tables that have just been filled, and have no statistics. */
const BY_INDEX = 'set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off';

const byTable = Map.groupBy(REFERENCES, ({ table }) => table);
const byTarget = Map.groupBy(REFERENCES, ({ target }) => target);
const list = (names: readonly string[]) => names.join(', ');

/**
 * Lets the database check references once a statement, over all its rows, instead of once a row. What holds is the same:
 * rows are only added that name what is there, and nothing is deleted that rows name. Rows cannot be updated at all.
 *
 * A foreign key locks the row that is named, so that nobody deletes it before the one who names it is done. Here it is the
 * artifact that all rows belong to: who adds rows to it shares the lock, who deletes some has it alone.
 */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  for (const [table, references] of byTable) {
    for (const { constraint } of references) {
      await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(constraint)}`.execute(db);
    }
    await createAdding(db, table, references);
  }
  for (const [target, references] of byTarget) await createDeleting(db, target, references);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function createAdding(db: Kysely<any>, table: string, references: Reference[]): Promise<void> {
  const artifacts = table === 'attribution_speakers' ? ['artifact_id', 'entities_artifact_id'] : ['artifact_id'];
  const checks = references.map(({ columns, target, keys, constraint }) => {
    const equal = columns.map((column, i) => `t.${keys[i]} = n.${column}`).join(' and ');
    const given = columns.map((column) => `n.${column} is not null`).join(' and ');
    return `
      for orphan in
        select ${list(columns.map((column) => `n.${column}`))} from added n
        where ${given} and not exists (select from ${target} t where ${equal}) limit 1
      loop
        raise foreign_key_violation using table = '${table}', constraint = '${constraint}',
          message = format('insert into ${table} refused: ${target} has no row with (${list(keys)}) = %s', orphan),
          hint = 'Store what a row belongs to before the row.';
      end loop;`;
  });
  const locks = artifacts.map(
    (column) => `
      perform from artifacts a where a.id in (select distinct n.${column} from added n) order by a.id for key share of a;`,
  );
  const said = references.map(({ columns, target, keys }) => `${list(columns)} → ${target} (${list(keys)})`).join('; ');
  await sql
    .raw(`
    create function ${table}_refer() returns trigger language plpgsql ${BY_INDEX} as $$
    declare orphan record;
    begin${locks.join('')}${checks.join('')}
      return null;
    end $$;
    comment on function ${table}_refer() is 'Trigger, once a statement: refuses rows of ${table} that name a row which is not there. ${said}.';
    create trigger refer after insert on ${table} referencing new table as added
      for each statement execute function ${table}_refer();
  `)
    .execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function createDeleting(db: Kysely<any>, target: string, references: Reference[]): Promise<void> {
  const artifact = target === 'artifacts' ? 'id' : 'artifact_id';
  const checks = references.map(({ table, columns, keys, constraint }) => {
    const equal = keys.map((key, i) => `t.${columns[i]} = n.${key}`).join(' and ');
    return `
      for kept in
        select ${list(keys.map((key) => `n.${key}`))} from gone n
        where exists (select from ${table} t where ${equal}) limit 1
      loop
        raise foreign_key_violation using table = '${target}', constraint = '${constraint}',
          message = format('delete from ${target} refused: ${table} has rows of (${list(keys)}) = %s', kept),
          hint = 'Delete the rows that name it first.';
      end loop;`;
  });
  const emptied = references.map(
    ({ table, constraint }) => `
      if exists (select from ${table}) then
        raise foreign_key_violation using table = '${target}', constraint = '${constraint}',
          message = 'truncate of ${target} refused: ${table} has rows that name its own';
      end if;`,
  );
  const naming = [...new Set(references.map(({ table }) => table))].join(' or ');
  await sql
    .raw(`
    create function ${target}_referred() returns trigger language plpgsql ${BY_INDEX} as $$
    declare kept record;
    begin
      perform from artifacts a where a.id in (select distinct n.${artifact} from gone n) order by a.id for update of a;${checks.join('')}
      return null;
    end $$;
    comment on function ${target}_referred() is 'Trigger, once a statement: refuses to delete rows of ${target} that rows of ${naming} name.';
    create trigger referred after delete on ${target} referencing old table as gone
      for each statement execute function ${target}_referred();

    create function ${target}_emptied() returns trigger language plpgsql as $$
    begin${emptied.join('')}
      return null;
    end $$;
    comment on function ${target}_emptied() is 'Trigger: refuses to truncate ${target} while ${naming} have rows.';
    create trigger emptied after truncate on ${target} for each statement execute function ${target}_emptied();
  `)
    .execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  for (const target of byTarget.keys()) {
    const table = sql.table(target);
    await sql`
      drop trigger referred on ${table};
      drop trigger emptied on ${table};
      drop function ${sql.ref(`${target}_referred`)};
      drop function ${sql.ref(`${target}_emptied`)};
    `.execute(db);
  }
  for (const [table, references] of byTable) {
    await sql`drop trigger refer on ${sql.table(table)}; drop function ${sql.ref(`${table}_refer`)}`.execute(db);
    for (const { columns, target, keys, constraint } of references) {
      await sql`
        alter table ${sql.table(table)} add constraint ${sql.ref(constraint)}
          foreign key (${sql.join(columns.map((column) => sql.ref(column)))})
          references ${sql.table(target)} (${sql.join(keys.map((key) => sql.ref(key)))})
      `.execute(db);
    }
  }
}
