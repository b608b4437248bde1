import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { EncodedPayload, EncodedRows } from '../rows/encoded-payload.ts';
import { PAYLOAD_COLUMNS, PAYLOAD_TABLES, type PayloadTable } from '../rows/payload.ts';

/** The rows of an artifact that has a number now. */
export interface NewPayload {
  artifactId: number;
  /** The entities that speakers are taken from; null but for attributions. */
  entitiesArtifactId: number | null;
  rows: EncodedPayload;
}

/** Writes the rows of new artifacts, of all their tables, in one statement. */
export async function insertPayloads(db: Connection, payloads: NewPayload[]): Promise<void> {
  const inserts = PAYLOAD_TABLES.flatMap((table) => {
    const given = payloads.flatMap(({ rows, ...artifact }) => {
      const own = rows[table];
      return own === undefined ? [] : [{ ...artifact, ...own }];
    });
    return given.length === 0 ? [] : [sql`${sql.id(`into_${table}`)} as (${insert(table, given)})`];
  });
  if (inserts.length > 0) await sql`with ${sql.join(inserts)} select`.execute(db);
}

type Given = Omit<NewPayload, 'rows'> & EncodedRows;

/** One array a column. */
function insert(table: PayloadTable, given: Given[]): RawBuilder<unknown> {
  const own: Column[] = [['artifact_id', 'bigint', given.map((each) => repeated(each.artifactId, each.rows))]];
  // A speaker's entity is one of another artifact.
  if (table === 'attribution_speakers') {
    own.push(['entities_artifact_id', 'bigint', given.map((each) => repeated(each.entitiesArtifactId, each.rows))]);
  }
  const types = Object.entries(PAYLOAD_COLUMNS[table]);
  const columns = [
    ...own,
    ...types.map(([name, type], i): Column => [name, type, given.map((each) => each.columns[i])]),
  ];
  const names = columns.map(([name]) => sql.ref(name));
  return sql`
    insert into ${sql.table(table)} (${sql.join(names)})
    select ${sql.join(columns.map(([name, type]) => (isArray(type) ? sql`r.${sql.ref(name)}::${sql.raw(type)}` : sql`r.${sql.ref(name)}`)))}
    from unnest(${sql.join(columns.map(([, type, values]) => array(type, values)))}) r (${sql.join(names)})
  `;
}

/** Name, type, and of each artifact the values as elements of an array. */
type Column = [name: string, type: string, values: string[]];

function repeated(value: number | null, times: number): string {
  return new Array(times).fill(value ?? 'NULL').join(',');
}

/** An array of arrays would be taken apart altogether: their texts stay whole. */
function array(type: string, values: string[]): RawBuilder<unknown> {
  return sql`${`{${values.join(',')}}`}::${sql.raw(isArray(type) ? 'text[]' : `${type}[]`)}`;
}

function isArray(type: string): boolean {
  return type.endsWith('[]');
}
