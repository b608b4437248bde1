import { type Kysely, sql } from 'kysely';

/** What differs between versions, and functions for what a view cannot be asked. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create function article_diff(document_id bigint, from_version integer, to_version integer)
    returns table (kind text, change text, old text, new text) language sql stable as $$
      with sides as (
        select v.version = article_diff.to_version as is_new, v.*, t.title, t.byline, t.published, t.modified, t.language,
          t.outlet, t.canonical_url
        from document_versions v join texts t on t.artifact_id = v.text_artifact_id
        where v.document_id = article_diff.document_id
          and v.version in (article_diff.from_version, article_diff.to_version)
      ),
      metadata as (
        select is_new, m.kind, m.value, m.place
        from sides, lateral (values
          ('title', title, 1), ('byline', nullif(array_to_string(byline, '; '), ''), 2), ('published', published, 3),
          ('modified', modified, 4), ('language', language, 5), ('outlet', outlet, 6), ('canonical_url', canonical_url, 7)
        ) as m (kind, value, place)
      ),
      -- Without offsets: those of everything after a change move.
      pieces as (
        select is_new, 'paragraph' as kind, p.ordinal, p.text as value
        from sides join paragraphs p on p.artifact_id = text_artifact_id
        union all
        select is_new, 'entity', e.ordinal, concat_ws(', ', e.canonical || ' (' || e.type || ')', nullif(array_to_string(e.roles, ', '), ''))
        from sides join entities e on e.artifact_id = entities_artifact_id
        union all
        select is_new, 'mention', m.ordinal,
          m.text || ' → ' || e.canonical || ' (' || concat_ws(', ', m.type, m.kind, m.role, m.metonym_for, m.value) || ')'
        from sides
        join mentions m on m.artifact_id = entities_artifact_id
        join entities e on e.artifact_id = m.artifact_id and e.ordinal = m.entity
        union all
        select is_new, 'attribution', a.ordinal,
          concat_ws(' | ', coalesce(nullif(array_to_string(array(
            select k.name from attribution_speakers k
            where k.artifact_id = a.artifact_id and k.attribution = a.ordinal order by k.ordinal
          ), ', '), ''), a.source_text, 'unknown'), a.cue_text, a.content_text)
          || ' (' || concat_ws(', ', a.type, nullif(a.polarity, 'positive')) || ')'
        from sides join attributions a on a.artifact_id = attribution_artifact_id
        union all
        select is_new, 'credit', c.ordinal, c.kind || ': ' || concat_ws(', ', c.name, c.role, c.outlet, c.email)
        from sides join credits c on c.artifact_id = attribution_artifact_id
      ),
      -- The same words twice are two pieces: one of them may go.
      numbered as (
        select *, row_number() over (partition by is_new, pieces.kind, value order by ordinal) as copy from pieces
      ),
      differences as (
        select 0 as section, coalesce(o.place, n.place) as place, coalesce(o.kind, n.kind) as kind, o.value as old, n.value as new
        from (select * from metadata where not is_new) o
        full join (select * from metadata where is_new) n on n.kind = o.kind
        where o.value is distinct from n.value
        union all
        select case coalesce(o.kind, n.kind)
            when 'paragraph' then 1 when 'entity' then 2 when 'mention' then 3 when 'attribution' then 4 else 5
          end,
          coalesce(o.ordinal, n.ordinal), coalesce(o.kind, n.kind), o.value, n.value
        from (select * from numbered where not is_new) o
        full join (select * from numbered where is_new) n on n.kind = o.kind and n.value = o.value and n.copy = o.copy
        where o.value is null or n.value is null
      )
      select d.kind, case when d.old is null then 'added' when d.new is null then 'removed' else 'changed' end, d.old, d.new
      from differences d
      order by section, place, d.old is null
    $$;
    comment on function article_diff(bigint, integer, integer) is 'What differs between any two versions of a document: metadata that changed; paragraphs, entities, mentions, attributions and credits that were removed or added. Does not show what was only moved, nor confidences.';

    create view article_changes as
    select d.key as document, d.id as document_id, before.version as from_version, v.version as to_version, c.kind, c.change,
      c.old, c.new
    from document_versions v
    join documents d on d.id = v.document_id
    cross join lateral (
      select max(version) as version from document_versions b where b.document_id = v.document_id and b.version < v.version
    ) before
    cross join lateral article_diff(v.document_id, before.version, v.version) c
    where before.version is not null;
    comment on view article_changes is 'What differs between each version and the one before it; article_diff(document_id, from, to) compares any two.';
    comment on column article_changes.document is 'Key of the document.';
    comment on column article_changes.document_id is 'Number of the document.';
    comment on column article_changes.from_version is 'The version before.';
    comment on column article_changes.to_version is 'The version that brought the change.';
    comment on column article_changes.kind is 'title, byline, published, modified, language, outlet, canonical_url; paragraph, entity, mention, attribution, credit.';
    comment on column article_changes.change is 'added, removed or changed.';
    comment on column article_changes.old is 'As it was; null where added.';
    comment on column article_changes.new is 'As it is; null where removed.';

    create function search_articles(query text)
    returns table (document text, version integer, title text, published_at timestamptz, rank real, excerpt text)
    language sql stable as $$
      select a.document, a.version, a.title, a.published_at, ts_rank(a.search, q.query),
        ts_headline('english', left(a.text, 100000), q.query, 'MaxFragments=2, MinWords=5, MaxWords=20')
      from (select websearch_to_tsquery('english', plain.query) || websearch_to_tsquery('simple', plain.query) as query
        from (select translate(search_articles.query, '“”„«»', '"""""') as query) plain) q
      join current_articles a on a.search @@ q.query
      order by 5 desc, 1
    $$;
    comment on function search_articles(text) is 'Full-text search in the current articles, best first. The query is as for a search engine: words, "a phrase", -not, or.';

    create function raw_span(stage_result_id bigint, span_start integer, span_end integer)
    returns table (raw_sha256 text, raw_start integer, raw_end integer) language sql stable as $$
      select o.raw_sha256,
        min(case when r.length = r.raw_length then r.raw_start + greatest(span_start - r.start, 0) else r.raw_start end),
        max(case when r.length = r.raw_length then r.raw_start + least(span_end - r.start, r.length)
          else r.raw_start + r.raw_length end)
      from text_origins o
      cross join lateral unnest(o.starts, o.lengths, o.raw_starts, o.raw_lengths) as r (start, length, raw_start, raw_length)
      where o.stage_result_id = raw_span.stage_result_id and r.start < span_end and r.start + r.length > span_start
      group by o.raw_sha256
    $$;
    comment on function raw_span(bigint, integer, integer) is 'Where a span of a normalised text stands in the decoded raw text, in code points. The result is that of normalize: document_versions.text_result_id.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`
    drop function raw_span;
    drop function search_articles;
    drop view article_changes;
    drop function article_diff;
  `.execute(db);
}
