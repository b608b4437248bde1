import { sql } from 'kysely';
import {
  BANDS,
  METHOD,
  SIGNATURE_VALUES,
  type Signature,
  signature as signatureOf,
  similarity,
} from '../stages/near-duplicates/index.ts';
import type { Connection } from './connection.ts';

/** Least estimated similarity of a pair that is kept. */
export const MIN_SIMILARITY = 0.6;
/** Texts that are looked at for each band, the latest first: more share one only where a template or notice is repeated. */
const MAX_BAND_TEXTS = 32;
/** Texts that one is compared with, those first that share the most bands. */
const MAX_CANDIDATES = 64;
/** Pairs that are kept for a text when it is compared, the most similar first. */
const MAX_PAIRS = 32;
/** Texts that others left uncompared, taken along by a call. */
const MAX_LEFT_OVER = 20;

/** The text of a version that is published. */
export interface PublishedText {
  textArtifactId: number;
  /** Where it is known already; null for a text that is too short to have one. Left out, it is made from the stored text. */
  signature?: Signature | null;
}

/** A signature as json_populate_recordset takes a row of `text_signatures`. */
export function signatureRow({ values, bands }: Signature): { minima: string; bands: number[] } {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, 4 * i);
  return { minima: `\\x${bytes.toString('hex')}`, bands: [...bands] };
}

function valuesOf(minima: Buffer): Signature['values'] {
  return Uint32Array.from({ length: SIGNATURE_VALUES }, (_, i) => minima.readUInt32LE(4 * i));
}

/**
 * Notes, in the transaction that publishes versions, that their texts are to be compared with those of other documents.
 * After its commit give the result to `linkNearDuplicates`; what is not given there is taken along by a later call.
 *
 * @returns numbers of the entries.
 */
export async function queueTexts(transaction: Connection, texts: PublishedText[]): Promise<number[]> {
  const unsigned = texts.filter(({ signature }) => signature === undefined).map(({ textArtifactId }) => textArtifactId);
  const made = unsigned.length === 0 ? new Map() : await makeSignatures(transaction, unsigned);
  const rows = texts.flatMap(({ textArtifactId, signature = made.get(textArtifactId) ?? null }) =>
    signature === null ? [] : [{ text_artifact_id: textArtifactId, ...signatureRow(signature) }],
  );
  if (rows.length === 0) return [];
  const { rows: queued } = await sql<{ id: number }>`
    with given as materialized (
      select * from json_populate_recordset(null::text_signatures, ${JSON.stringify(rows)}::json)
      order by text_artifact_id
    ), signed as (
      insert into text_signatures (text_artifact_id, method, minima, bands)
      select text_artifact_id, ${METHOD}, minima, bands from given
      on conflict do nothing
    )
    insert into texts_to_compare (text_artifact_id) select text_artifact_id from given
    returning id
  `.execute(transaction);
  return queued.map(({ id }) => id);
}

async function makeSignatures(db: Connection, textArtifactIds: number[]): Promise<Map<number, Signature | null>> {
  const rows = await db
    .selectFrom('texts')
    .select(['artifact_id', 'text'])
    .where('artifact_id', 'in', textArtifactIds)
    .execute();
  return new Map(rows.map(({ artifact_id, text }) => [artifact_id, signatureOf(text)]));
}

interface Comparison {
  ids: number[];
  text_artifact_id: number;
  /** Null where the text has no signature yet. */
  minima: Buffer | null;
  other: number | null;
  other_minima: Buffer | null;
}

/**
 * Compares texts with those of other documents and keeps the pairs that are similar: in a statement of its own after the
 * commit of what published them. Of two texts that are published at the same time the later one to be committed so sees
 * the other, and as an entry is only taken off together with what was found, none is missed.
 *
 * @param queued entries of `queueTexts`. Some that were left (a worker died before it got here) are taken along.
 * @returns how many texts were compared, and how many pairs are new.
 */
export async function linkNearDuplicates(
  db: Connection,
  queued: number[],
): Promise<{ compared: number; linked: number }> {
  const found = await findCandidates(db, queued);
  const unsigned = found.filter(({ minima }) => minima === null);
  if (unsigned.length > 0) await signQueued(db, unsigned);

  const byText = Map.groupBy(
    found.filter(({ minima }) => minima !== null),
    ({ text_artifact_id }) => text_artifact_id,
  );
  const pairs = [...byText].flatMap(([text, candidates]) => {
    const own = valuesOf(candidates[0].minima as Buffer);
    return candidates
      .flatMap(({ other, other_minima }) =>
        other === null || other_minima === null ? [] : [{ other, similarity: similarity(own, valuesOf(other_minima)) }],
      )
      .filter((pair) => pair.similarity >= MIN_SIMILARITY)
      .sort((a, b) => b.similarity - a.similarity || b.other - a.other)
      .slice(0, MAX_PAIRS)
      .map((pair) => ({
        text_artifact_id: Math.min(text, pair.other),
        other_text_artifact_id: Math.max(text, pair.other),
        similarity: pair.similarity,
      }));
  });
  const done = [...byText.values()].flatMap(([{ ids }]) => ids);
  const linked = done.length === 0 ? 0 : await keep(db, pairs, done);
  return { compared: byText.size, linked };
}

/** The texts of the entries, each with the texts that share a band with it, or once with none. */
async function findCandidates(db: Connection, queued: number[]): Promise<Comparison[]> {
  const bands = Array.from({ length: BANDS }, (_, i) => sql.lit(i + 1));
  const sharing = bands.map(
    (band) => sql`(
      select x.text_artifact_id, x.minima from text_signatures x
      where x.bands[${band}] = s.bands[${band}] and x.method = s.method
      order by x.bands[${band}], x.text_artifact_id desc limit ${sql.lit(MAX_BAND_TEXTS)}
    )`,
  );
  const { rows } = await sql<Comparison>`
    with due as (
      select id, text_artifact_id from texts_to_compare where id = any(${queued}::bigint[])
      union
      (
        select id, text_artifact_id from texts_to_compare
        where queued_at < clock_timestamp() - interval '1 minute' order by id limit ${sql.lit(MAX_LEFT_OVER)}
      )
    )
    select d.ids, d.text_artifact_id, s.minima, c.text_artifact_id as other, c.minima as other_minima
    from (select text_artifact_id, array_agg(id) as ids from due group by 1) d
    left join text_signatures s on s.text_artifact_id = d.text_artifact_id and s.method = ${METHOD}
    left join lateral (
      select x.text_artifact_id, x.minima
      from (${sql.join(sharing, sql` union all `)}) x
      where x.text_artifact_id <> s.text_artifact_id
      group by 1, 2 order by count(*) desc, 1 desc limit ${sql.lit(MAX_CANDIDATES)}
    ) c on true
  `.execute(db);
  return rows;
}

/** Gives signatures to texts that were published before there were any, and takes those off that are too short for one. */
async function signQueued(db: Connection, entries: Comparison[]): Promise<void> {
  const made = await makeSignatures(
    db,
    entries.map(({ text_artifact_id }) => text_artifact_id),
  );
  const rows = [...made].flatMap(([id, signature]) =>
    signature === null ? [] : [{ text_artifact_id: id, ...signatureRow(signature) }],
  );
  const tooShort = entries.filter(({ text_artifact_id }) => !made.get(text_artifact_id)).flatMap(({ ids }) => ids);
  // Compared by a later call, as only what is committed is seen by others.
  await sql`
    with dropped as (
      delete from texts_to_compare where id in (
        select id from texts_to_compare where id = any(${tooShort}::bigint[]) order by id for update skip locked
      )
    )
    insert into text_signatures (text_artifact_id, method, minima, bands)
    select text_artifact_id, ${METHOD}, minima, bands
    from json_populate_recordset(null::text_signatures, ${JSON.stringify(rows)}::json)
    order by text_artifact_id
    on conflict do nothing
  `.execute(db);
}

/** In the order of their numbers, and without waiting for another that takes the same entries off: no deadlock. */
async function keep(db: Connection, pairs: object[], done: number[]): Promise<number> {
  const { numAffectedRows } = await sql`
    with taken as (
      delete from texts_to_compare where id in (
        select id from texts_to_compare where id = any(${done}::bigint[]) order by id for update skip locked
      )
    )
    insert into near_duplicates (text_artifact_id, other_text_artifact_id, similarity, method)
    select distinct on (p.text_artifact_id, p.other_text_artifact_id)
      p.text_artifact_id, p.other_text_artifact_id, p.similarity, ${METHOD}
    from json_populate_recordset(null::near_duplicates, ${JSON.stringify(pairs)}::json) p
    where exists (
      select from document_versions v join document_versions o on o.document_id <> v.document_id
      where v.text_artifact_id = p.text_artifact_id and o.text_artifact_id = p.other_text_artifact_id
    )
    order by p.text_artifact_id, p.other_text_artifact_id
    on conflict do nothing
  `.execute(db);
  return Number(numAffectedRows);
}
