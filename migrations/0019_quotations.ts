import { type Kysely, sql } from 'kysely';

/** The function that leads a span of a run of normalize to the raw text, under the name that it had before or has now. */
const ofResult = (name: 'raw_span' | 'result_raw_span') =>
  sql.raw(`
  create function ${name}(stage_result_id bigint, span_start integer, span_end integer)
  returns table (raw_sha256 text, raw_start integer, raw_end integer) language sql stable as $$
    select o.raw_sha256,
      min(case when r.length = r.raw_length then r.raw_start + greatest(span_start - r.start, 0) else r.raw_start end),
      max(case when r.length = r.raw_length then r.raw_start + least(span_end - r.start, r.length)
        else r.raw_start + r.raw_length end)
    from text_origins o
    cross join lateral unnest(o.starts, o.lengths, o.raw_starts, o.raw_lengths) as r (start, length, raw_start, raw_length)
    where o.stage_result_id = ${name}.stage_result_id and r.start < span_end and r.start + r.length > span_start
    group by o.raw_sha256
  $$;
  `);

/** What normalize tells of quotation marks and of paragraphs in other languages; the way to the raw text by artifact. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table texts
      add column quotation_starts       integer[] not null default '{}',
      add column quotation_ends         integer[] not null default '{}',
      add column quotation_inner_starts integer[] not null default '{}',
      add column quotation_inner_ends   integer[] not null default '{}',
      add column quotation_depths       integer[] not null default '{}',
      add column quotation_paragraphs   integer[] not null default '{}',
      add column quotation_continues    boolean[] not null default '{}',
      add column foreign_paragraphs     integer[] not null default '{}',
      add column foreign_languages      text[] not null default '{}';
    comment on column texts.quotation_starts is 'Of each pair of quotation marks, in order: first code point. The view quotations has a row for each.';
    comment on column texts.quotation_ends is 'Code point after its closing mark, or after the paragraph where that is missing.';
    comment on column texts.quotation_inner_starts is 'First code point of its words.';
    comment on column texts.quotation_inner_ends is 'Code point after its words.';
    comment on column texts.quotation_depths is 'In how many other quotations it stands.';
    comment on column texts.quotation_paragraphs is 'Ordinal of its paragraph.';
    comment on column texts.quotation_continues is 'Whether it carries on an unclosed quotation of the paragraph before.';
    comment on column texts.foreign_paragraphs is 'Ordinals of paragraphs in another language than the text''s.';
    comment on column texts.foreign_languages is 'ISO 639-1 codes of their languages, in the same order.';

    create view quotations as
      select t.artifact_id, (q.number - 1)::integer as ordinal, q.start, q."end",
        substr(t.text, q.inner_start + 1, q.inner_end - q.inner_start) as words, q.inner_end < q."end" as closed,
        q.depth, q.paragraph, q.continues
      from texts t
      cross join lateral unnest(t.quotation_starts, t.quotation_ends, t.quotation_inner_starts, t.quotation_inner_ends,
        t.quotation_depths, t.quotation_paragraphs, t.quotation_continues) with ordinality
        as q (start, "end", inner_start, inner_end, depth, paragraph, continues, number);
    comment on view quotations is 'What stands between quotation marks in the normalised texts, by text and place; whether anybody said it is in attributions.';
    comment on column quotations.artifact_id is 'The text.';
    comment on column quotations.ordinal is 'Place in the text, from 0.';
    comment on column quotations.start is 'First code point, its opening mark, from 0.';
    comment on column quotations."end" is 'Code point after the last, its closing mark.';
    comment on column quotations.words is 'The words between the marks.';
    comment on column quotations.closed is 'False where the paragraph ends before the closing mark.';
    comment on column quotations.depth is 'In how many other quotations it stands.';
    comment on column quotations.paragraph is 'Ordinal of the paragraph that it stands in.';
    comment on column quotations.continues is 'Whether it carries on an unclosed quotation of the paragraph before.';

    drop function raw_span;
    ${ofResult('result_raw_span')}
    comment on function result_raw_span(bigint, integer, integer) is 'Where a span of the text that one run of normalize gave stands in the decoded raw text, in code points. The run is document_versions.text_result_id.';

    create function raw_span(artifact_id bigint, span_start integer, span_end integer)
    returns table (raw_sha256 text, raw_start integer, raw_end integer) language sql stable as $$
      select distinct s.raw_sha256, s.raw_start, s.raw_end
      from artifacts a
      join stage_results r on r.artifact_id = coalesce(a.text_artifact_id, a.id) and r.stage = 'normalize'
      cross join lateral result_raw_span(r.id, span_start, span_end) s
      where a.id = raw_span.artifact_id
    $$;
    comment on function raw_span(bigint, integer, integer) is 'Where a span stands in the decoded raw text, in code points; the artifact is the text, or the entities or attributions found in it. A row for each raw document that gave this text.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`
    drop function raw_span;
    drop function result_raw_span;
    ${ofResult('raw_span')}
    comment on function raw_span(bigint, integer, integer) is 'Where a span of a normalised text stands in the decoded raw text, in code points. The result is that of normalize: document_versions.text_result_id.';
    drop view quotations;
    alter table texts
      drop column quotation_starts, drop column quotation_ends, drop column quotation_inner_starts, drop column quotation_inner_ends,
      drop column quotation_depths, drop column quotation_paragraphs, drop column quotation_continues,
      drop column foreign_paragraphs, drop column foreign_languages;
  `.execute(db);
}
