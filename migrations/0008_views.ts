import { type Kysely, sql } from 'kysely';

/** Views in the order they build on one another, with what each of their columns says. */
const COMMENTS: Record<string, [string, Record<string, string>]> = {
  current_articles: [
    'The articles as readers see them: the current version of each document.',
    {
      text: 'The normalised text; offsets count its code points.',
      search: "For full-text search: search @@ websearch_to_tsquery('english', 'words').",
      raw_sha256: 'Its bytes in raw_documents.',
    },
  ],
  current_entities: [
    'Whom and what the current articles name, a row for each article that does.',
    {
      entity: 'Number within the article, from 0.',
      type: 'PER, LOC, ORG, DATE, MISC, EVENT or EMAIL.',
      canonical: 'The fullest form of the name in the article.',
      roles: 'Titles and offices that the text gives.',
      aliases: 'Other forms that the text uses.',
      gender: 'female or male as the text shows it; null where it does not.',
      mentions: 'How often the article refers to it.',
    },
  ],
  current_mentions: [
    'Each place in a current article that refers to somebody or something.',
    {
      mention: 'Place among the mentions, from 0.',
      canonical: 'Name of the entity.',
      entity: 'Number of the entity within the article.',
      type: 'Type of the mention.',
      kind: 'name, alias, acronym, metonym, demonym, role, nominal or pronoun.',
      text: 'The surface form.',
      start: 'First code point of the text, from 0.',
      end: 'Code point after the last.',
      role: 'Title or office given with it.',
      metonym_for: 'What a metonym stands for.',
      value: 'Of a date: ISO 8601.',
      confidence: '0 to 1.',
      sentence: 'The sentence in which it stands.',
    },
  ],
  current_attributions: [
    "Who said what in the current articles: a row for each statement and each of its speakers, so that speaker = '…' finds all. A joint statement has several rows with the same document and attribution; one without a known speaker has a row with a null speaker.",
    {
      attribution: 'Place among the attributions of the article, from 0.',
      speaker: 'Canonical name of who said it; null where unknown or unnamed.',
      role: 'Titles and offices that the article gives the speaker.',
      speaker_type: 'Type of the speaker: PER, ORG, LOC …',
      source: 'Who is credited, in the words of the text.',
      cue: 'The words that signal the attribution: said, according to.',
      words: 'What was said, with its quotation marks.',
      kind: 'direct, indirect or mixed.',
      polarity: 'positive; negative where the source is said not to have said it; uncertain.',
      level: '0 for an attribution of the article itself, 1 inside the words of one of those.',
      confidence: '0 to 1.',
      sentence: 'The sentence that holds the cue, or where there is none the start of the words.',
      source_spans: 'Where the source stands: [[start, end], …] in code points.',
      cue_spans: 'Where the cue stands.',
      content_spans: 'Where the words stand.',
    },
  ],
  current_credits: [
    'Whom or what the current articles rest on as a whole.',
    {
      credit: 'Place among the credits, from 0.',
      kind: 'author, compiler, translator, editor, interviewee, contributor, agency, outlet, dateline, photo or contact.',
      name: 'Name of the person, agency, outlet or place.',
      role: 'Title or office.',
      credited_outlet: 'Publication that the person writes for.',
      email: 'Address given with it.',
      text: 'The words of the credit.',
      start: 'First code point of the text, from 0.',
      end: 'Code point after the last.',
    },
  ],
  article_history: [
    'Every version of every article.',
    {
      is_current: 'Whether readers see this one.',
      raw_sha256: 'Its bytes in raw_documents.',
      captured_at: 'When those bytes were seen.',
      workflow_id: 'Workflow that published it.',
      run_id: 'Run of that workflow.',
      text_artifact_id: 'Its text: texts, paragraphs, sentences.',
      entities_artifact_id: 'Its entities and mentions.',
      attribution_artifact_id: 'Its attributions and credits.',
    },
  ],
  failed_documents: [
    'Documents that could not be processed and have not gone through since; the table failures has the resolved ones too.',
    {
      source: 'What was to be ingested, as it was given.',
      key: 'Key of the document, where it was known already.',
      stage: 'Where it stopped.',
      error_type: 'What is wrong, by name.',
      message: 'What was wrong, with the value, and what to do.',
      attempts: 'How often it was tried.',
      failed_at: 'When.',
      workflow_id: 'Workflow to look at.',
      run_id: 'Run of that workflow.',
      raw_sha256: 'Its bytes, where they were stored already.',
    },
  ],
  run_summary: [
    'What became of each run that took in or failed to take in a document.',
    {
      workflow_id: 'The workflow.',
      run_id: 'Its run, as Temporal shows it.',
      document: 'Key of the document; null where the run failed before it was known.',
      source: 'What was ingested.',
      outcome: 'published, failed, or nothing new (also while the run goes on).',
      version: 'The version that it published.',
      stages_run: 'Stages that it ran itself; what the memo gave does not count.',
      stages_ms: 'Milliseconds that those took.',
      attempts: 'Attempts that they took; for a failed run those of the stage that failed.',
      error: 'Of a failed run: error type and message.',
      captured_at: 'When the run had the bytes.',
      ended_at: 'When it published or failed.',
    },
  ],
  lineage: [
    'Where every fact comes from, a row for each version and stage: facts carry the artifact_id that stands here.',
    {
      stage: 'normalize, entities or attribution.',
      artifact_id: 'What the stage gave for this version.',
      artifact_sha256: 'Hash of that.',
      fingerprint: 'The stage version that gave it; stage_versions has the detail.',
      stage_version_id: 'Number of the stage version.',
      stage_result_id: 'Number of the result in stage_results.',
      input_sha256: 'Hash of what the stage was given.',
      duration_ms: 'Milliseconds that the stage took.',
      attempt: 'Which attempt succeeded.',
      stage_workflow_id: 'Workflow that ran the stage; an earlier one where the memo had its result.',
      stage_run_id: 'Run of that workflow.',
      stage_ran_at: 'When.',
      raw_sha256: 'The bytes in raw_documents.',
      captured_at: 'When they were seen.',
      capture_workflow_id: 'Workflow that saw them.',
      capture_run_id: 'Run of that workflow.',
      workflow_id: 'Workflow that published the version.',
      run_id: 'Run of that workflow.',
    },
  ],
};

/** Columns that several views share. */
const COMMON: Record<string, string> = {
  document: 'Key of the document.',
  document_id: 'Number of the document.',
  version: 'Version of the document, from 1.',
  title: 'The headline.',
  byline: "Authors' names.",
  published: 'Date of publication, ISO 8601, as exact as the document says.',
  published_at: 'The same as a point in time.',
  modified: 'Date of the last change, ISO 8601, as exact as the document says.',
  modified_at: 'The same as a point in time.',
  language: 'ISO 639-1 code.',
  outlet: 'Name of the publication.',
  canonical_url: 'Address that the document names as its own.',
  source: 'Where the bytes came from.',
  paragraphs: 'Number of paragraphs.',
  sentences: 'Number of sentences.',
  entities: 'Number of entities.',
  mentions: 'Number of mentions.',
  attributions: 'Number of attributions.',
  credits: 'Number of credits.',
  versioned_at: 'When this version was published here.',
  artifact_id: 'Artifact that the row is of: the view lineage says where it comes from.',
};

const COUNTS = sql`
  (select count(*) from paragraphs p where p.artifact_id = v.text_artifact_id) as paragraphs,
  (select count(*) from sentences s where s.artifact_id = v.text_artifact_id) as sentences,
  (select count(*) from entities e where e.artifact_id = v.entities_artifact_id) as entities,
  (select count(*) from mentions m where m.artifact_id = v.entities_artifact_id) as mentions,
  (select count(*) from attributions a where a.artifact_id = v.attribution_artifact_id) as attributions,
  (select count(*) from credits c where c.artifact_id = v.attribution_artifact_id) as credits`;

const CURRENT = sql`
  documents d
  join document_versions v on v.document_id = d.id and v.version = d.current_version
  join texts t on t.artifact_id = v.text_artifact_id`;

const ARTICLE = sql`d.key as document, d.id as document_id, v.version, t.title, t.outlet, t.published_at`;

const spans = (role: string) => sql`(
  select coalesce(jsonb_agg(jsonb_build_array(s.start, s."end") order by s.ordinal), '[]')
  from attribution_spans s
  where s.artifact_id = a.artifact_id and s.attribution = a.ordinal and s.role = ${sql.lit(role)})`;

/** The public face: what a reader asks, in plain columns. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create view current_articles as
    select ${ARTICLE}, t.byline, t.published, t.modified, t.modified_at, t.language, t.canonical_url, v.source,
      ${COUNTS}, t.text, t.search, v.raw_sha256, v.created_at as versioned_at, t.artifact_id
    from ${CURRENT};

    create view current_entities as
    select ${ARTICLE}, e.ordinal as entity, e.type, e.canonical, e.roles, e.aliases, e.gender,
      (select count(*) from mentions m where m.artifact_id = e.artifact_id and m.entity = e.ordinal) as mentions,
      e.artifact_id
    from ${CURRENT}
    join entities e on e.artifact_id = v.entities_artifact_id;

    create view current_mentions as
    select ${ARTICLE}, m.ordinal as mention, e.canonical, m.entity, m.type, m.kind, m.text, m.start, m."end", m.role,
      m.metonym_for, m.value, m.confidence, s.text as sentence, m.artifact_id
    from ${CURRENT}
    join mentions m on m.artifact_id = v.entities_artifact_id
    join entities e on e.artifact_id = m.artifact_id and e.ordinal = m.entity
    left join sentences s on s.artifact_id = v.text_artifact_id and s.ordinal = m.sentence;

    create view current_attributions as
    select ${ARTICLE}, a.ordinal as attribution, k.name as speaker, nullif(array_to_string(e.roles, '; '), '') as role,
      e.type as speaker_type, a.source_text as source, a.cue_text as cue, a.content_text as words, a.type as kind,
      a.polarity, a.level, a.confidence, s.text as sentence, ${spans('source')} as source_spans,
      ${spans('cue')} as cue_spans, ${spans('content')} as content_spans, a.artifact_id
    from ${CURRENT}
    join attributions a on a.artifact_id = v.attribution_artifact_id
    left join attribution_speakers k on k.artifact_id = a.artifact_id and k.attribution = a.ordinal
    left join entities e on e.artifact_id = k.entities_artifact_id and e.ordinal = k.entity
    left join sentences s on s.artifact_id = v.text_artifact_id and s.ordinal = a.sentence;

    create view current_credits as
    select ${ARTICLE}, c.ordinal as credit, c.kind, c.name, c.role, c.outlet as credited_outlet, c.email, c.text, c.start,
      c."end", c.artifact_id
    from ${CURRENT}
    join credits c on c.artifact_id = v.attribution_artifact_id;

    create view article_history as
    select ${ARTICLE}, v.version = d.current_version as is_current, v.created_at as versioned_at, v.source, v.raw_sha256,
      c.captured_at, ${COUNTS}, v.workflow_id, v.run_id, v.text_artifact_id, v.entities_artifact_id,
      v.attribution_artifact_id
    from document_versions v
    join documents d on d.id = v.document_id
    join texts t on t.artifact_id = v.text_artifact_id
    join captures c on c.id = v.capture_id;

    create view failed_documents as
    select source, key, stage, error_type, message, attempts, failed_at, workflow_id, run_id, raw_sha256
    from failures
    where resolved_at is null;

    create view run_summary as
    with runs as (
      select workflow_id, first_execution_run_id, min(captured_at) as captured_at, min(document_id) as document_id,
        min(source) as source
      from captures group by 1, 2
    )
    select coalesce(f.workflow_id, r.workflow_id) as workflow_id,
      coalesce(f.run_id, v.run_id, r.first_execution_run_id) as run_id,
      coalesce(d.key, f.key) as document, coalesce(r.source, f.source) as source,
      case when v.version is not null then 'published' when f.id is not null then 'failed' else 'nothing new' end as outcome,
      v.version, ran.stages_run, ran.stages_ms, coalesce(f.attempts, ran.attempts) as attempts,
      f.error_type || ': ' || f.message as error, r.captured_at, coalesce(v.created_at, f.failed_at) as ended_at
    from runs r
    full join failures f
      on f.workflow_id = r.workflow_id and f.first_execution_run_id = r.first_execution_run_id
    left join documents d on d.id = coalesce(r.document_id, f.document_id)
    left join lateral (
      select min(version) as version, min(run_id) as run_id, min(created_at) as created_at
      from document_versions v
      where v.workflow_id = r.workflow_id and v.first_execution_run_id = r.first_execution_run_id
    ) v on true
    left join lateral (
      select count(*) as stages_run, sum(duration_ms) as stages_ms, sum(attempt) as attempts
      from stage_results s
      where s.workflow_id = coalesce(r.workflow_id, f.workflow_id)
        and s.run_id in (r.first_execution_run_id, f.run_id, v.run_id)
    ) ran on true;

    create view lineage as
    select d.key as document, d.id as document_id, v.version, s.stage, s.artifact_id, a.sha256 as artifact_sha256,
      n.fingerprint, s.stage_version_id, s.id as stage_result_id, s.input_sha256, s.duration_ms, s.attempt,
      s.workflow_id as stage_workflow_id, s.run_id as stage_run_id, s.created_at as stage_ran_at, v.source, v.raw_sha256,
      c.captured_at, c.workflow_id as capture_workflow_id, c.run_id as capture_run_id, v.workflow_id, v.run_id,
      v.created_at as versioned_at
    from document_versions v
    join documents d on d.id = v.document_id
    join captures c on c.id = v.capture_id
    cross join lateral (values (v.text_result_id), (v.entities_result_id), (v.attribution_result_id)) as of (result_id)
    join stage_results s on s.id = of.result_id
    join stage_versions n on n.id = s.stage_version_id
    join artifacts a on a.id = s.artifact_id;
  `.execute(db);

  for (const [view, [comment, columns]] of Object.entries(COMMENTS)) {
    await sql`comment on view ${sql.table(view)} is ${sql.lit(comment)}`.execute(db);
    const { rows } = await sql<{ name: string }>`
      select attname as name from pg_attribute where attrelid = ${view}::regclass and attnum > 0
    `.execute(db);
    for (const { name } of rows) {
      await sql`comment on column ${sql.ref(`${view}.${name}`)} is ${sql.lit(columns[name] ?? COMMON[name])}`.execute(
        db,
      );
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  for (const view of Object.keys(COMMENTS)) await sql`drop view ${sql.table(view)}`.execute(db);
}
