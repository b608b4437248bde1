import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { Compression, readParquet, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';
import type { Place } from '../../../stages/entities/types.ts';
import type { Part } from './facts.ts';

type Row = Record<string, never>;

const asBuffer = (bytes: Uint8Array) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

/** Reads a table's rows, in order. */
export async function readRows(folder: string, table: string): Promise<Row[]> {
  const file = await readFile(join(folder, `${table}.parquet`));
  return (await parquetReadObjects({ file: asBuffer(file) })) as Row[];
}

/**
 * Reads a table with Rust's `parquet` crate and writes it anew, uncompressed, as that understood it: what that gives must
 * be what the file had.
 */
export async function rereadRows(folder: string, table: string): Promise<Row[]> {
  const understood = readParquet(await readFile(join(folder, `${table}.parquet`)));
  const properties = new WriterPropertiesBuilder().setCompression(Compression.UNCOMPRESSED).build();
  return (await parquetReadObjects({ file: asBuffer(writeParquet(understood, properties)) })) as Row[];
}

function placeOf({ country, region, geonames_id: geonamesId, latitude, longitude }: Row): Place | null {
  if (country == null) return null;
  const known = Object.entries({ country, region, geonamesId, latitude, longitude }).filter(
    ([, field]) => field != null,
  );
  return Object.fromEntries(known) as unknown as Place;
}

/** The integers of 64 bits that Parquet has are bigints. */
const numberOf = (id: bigint | null | undefined) => (id == null ? null : Number(id));

/** The tables as an export has them, with the article of each row by its number. */
export async function readParquetFacts(folder: string, read = readRows): Promise<Map<number, Part>> {
  const tables = ['documents', 'sentences', 'entities', 'mentions', 'attributions', 'credits'] as const;
  const rows = Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table, await read(folder, table)] as const)),
  ) as Record<(typeof tables)[number], Row[]>;
  const of = (table: (typeof tables)[number]) => Map.groupBy(rows[table], ({ document_id }) => Number(document_id));
  const grouped = Object.fromEntries(tables.map((table) => [table, of(table)]));
  return new Map(
    rows.documents.map((document): [number, Part] => {
      const { document_id, document: key, version, title, byline, published, language, outlet, text } = document;
      const mine = (table: (typeof tables)[number]) => grouped[table].get(Number(document_id)) ?? [];
      const pairs = (starts: number[], ends: number[]) => starts.map((start, i): [number, number] => [start, ends[i]]);
      const part: Part = {
        ...{ key, version, title, byline, published, language, outlet, text },
        sentences: mine('sentences').map(({ start, end }): [number, number] => [start, end]),
        entities: mine('entities').map(({ type, canonical, roles, aliases, gender, ...row }) => ({
          ...{ type, canonical, roles, aliases, gender, place: placeOf(row) },
          knownId: numberOf(row.known_id),
        })),
        mentions: mine('mentions').map(({ entity, start, end, text: surface, type, kind, role, value, ...row }) => ({
          ...{ entity, start, end, text: surface, type, kind, role, value },
          metonymFor: row.metonym_for,
          confidence: row.confidence,
        })),
        attributions: mine('attributions').map((row) => ({
          source: pairs(row.source_starts, row.source_ends),
          cue: pairs(row.cue_starts, row.cue_ends),
          content: pairs(row.content_starts, row.content_ends),
          ...{ sourceText: row.source, cueText: row.cue, words: row.words, type: row.kind, polarity: row.polarity },
          ...{ level: row.level, confidence: row.confidence, speakers: row.speakers },
          speakerIds: (row.speaker_ids as (bigint | null)[]).map(numberOf),
        })),
        credits: mine('credits').map(({ kind, name, role, outlet: of, email, start, end, text: surface }) => ({
          ...{ kind, name, role, outlet: of, email, start, end, text: surface },
        })),
      };
      return [Number(document_id), part];
    }),
  );
}
