import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { type LinkedVersion, linkNames } from './link.ts';

/** Artifacts that are looked at in one transaction. */
const CHUNK = 100;

/** What a chunk came to. */
export interface Linked {
  /** Artifacts of the entities stage that were looked at so far. */
  looked: number;
  /** Links that were made so far. */
  links: number;
}

/**
 * Links the names of all versions that have no links: those published before there were any. Each chunk is a transaction of
 * its own: ended midway, it goes on where it was when it is called again. Others may publish meanwhile.
 *
 * @param onChunk is told after each.
 */
export async function linkEarlier(db: Database, onChunk: (so: Linked) => void = () => {}): Promise<Linked> {
  const done: Linked = { looked: 0, links: 0 };
  for (let after = 0; ; ) {
    const { artifacts, links } = await db.transaction().execute(async (transaction) => {
      const { rows } = await sql<LinkedVersion>`
        with next as (
          select a.id from artifacts a
          where a.stage = 'entities' and a.id > ${after}
            and exists (select from document_versions v where v.entities_artifact_id = a.id)
            and not exists (select from entity_links l where l.artifact_id = a.id)
          order by a.id limit ${CHUNK}
          for key share of a
        )
        select v.document_id as "documentId", next.id as "entitiesArtifactId"
        from next join document_versions v on v.entities_artifact_id = next.id
        order by 2, 1
      `.execute(transaction);
      return { artifacts: rows.map((row) => row.entitiesArtifactId), links: await linkNames(transaction, rows) };
    });
    if (artifacts.length === 0) return done;
    after = artifacts.at(-1) as number;
    done.looked += new Set(artifacts).size;
    done.links += links;
    onChunk({ ...done });
  }
}
