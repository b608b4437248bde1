import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { recordFailure } from '../../db/failures.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { article, BRIDGE, type Told } from './article.ts';
import { ingest, newRun, prepare } from './ingest.ts';

const { db } = await createTestDatabase();

const CORRECTED: Told = {
  ...BRIDGE,
  title: 'Bridge to close in June',
  paragraphs: [
    'Bridge to close 🌉',
    'Correction: it is June.',
    'Mayor Ada Okoye said on Monday: “The 𝔅ridge shuts in June.”',
    'Okoye did not say “never”. According to Tom Reyes, an engineer, repairs cost “a 🍀 fortune”.',
    'By Lena Holm',
  ],
  attributions: [
    { source: 'Mayor Ada Okoye', cue: 'said', content: '“The 𝔅ridge shuts in June.”', speakers: ['Ada Okoye'] },
    ...(BRIDGE.attributions ?? []).slice(1),
    { source: 'Okoye', cue: 'did not say', content: '“never”', speakers: ['Ada Okoye'], polarity: 'negative' },
  ],
};

const MARKET: Told = {
  title: 'Market reopens',
  published: '2026-03-09T08:00:00+02:00',
  paragraphs: ['Ada Okoye and Li Wei said in a letter that the market will reopen. “Soon,” reads a note.'],
  entities: [
    { name: 'Ada Okoye', mentions: ['Ada Okoye'] },
    { name: 'Li Wei', mentions: ['Li Wei'] },
  ],
  attributions: [
    {
      source: 'Ada Okoye and Li Wei',
      cue: 'said',
      content: 'that the market will reopen',
      speakers: ['Ada Okoye', 'Li Wei'],
    },
    { source: 'a note', cue: 'reads', content: '“Soon,”' },
  ],
};

beforeAll(async () => {
  await ingest(db, { key: 'bridge', source: 'raw/bridge', told: BRIDGE });
  await ingest(db, {
    key: 'bridge',
    source: 'raw/bridge-correction',
    told: CORRECTED,
    run: newRun('ingest:correction'),
  });
  await ingest(db, { key: 'market', told: MARKET });
});

test('who said what is one plain query', async () => {
  const { rows } = await sql`
    select document, speaker, role, source, cue, words, kind, polarity
    from current_attributions order by document, attribution, speaker
  `.execute(db);
  const okoye = { document: 'bridge', speaker: 'Ada Okoye', role: 'Mayor', kind: 'direct' };
  const letter = {
    document: 'market',
    role: null,
    source: 'Ada Okoye and Li Wei',
    cue: 'said',
    words: 'that the market will reopen',
    kind: 'direct',
    polarity: 'positive',
  };
  expect(rows).toEqual([
    { ...okoye, source: 'Mayor Ada Okoye', cue: 'said', words: '“The 𝔅ridge shuts in June.”', polarity: 'positive' },
    {
      document: 'bridge',
      speaker: 'Tom Reyes',
      role: 'engineer',
      source: 'Tom Reyes, an engineer',
      cue: 'According to',
      words: 'repairs … cost “a 🍀 fortune”',
      kind: 'direct',
      polarity: 'positive',
    },
    { ...okoye, source: 'Okoye', cue: 'did not say', words: '“never”', polarity: 'negative' },
    { ...letter, speaker: 'Ada Okoye' },
    { ...letter, speaker: 'Li Wei' },
    { ...letter, speaker: null, source: 'a note', cue: 'reads', words: '“Soon,”' },
  ]);
});

test('the spans of an attribution lead to its words in the text of its article', async () => {
  const { rows } = await sql<{ words: string; cut: string; sentence: string }>`
    select a.words, a.sentence,
      (select string_agg(substr(t.text, (s->>0)::int + 1, (s->>1)::int - (s->>0)::int), ' … ')
       from jsonb_array_elements(a.content_spans) s) as cut
    from current_attributions a join current_articles t using (document)
  `.execute(db);
  expect(rows).toHaveLength(6);
  for (const { words, cut, sentence } of rows) {
    expect(cut).toBe(words);
    expect(sentence).toContain(words.split(' … ')[0]);
  }
});

test('articles, entities, mentions and credits are those of the current version', async () => {
  const articles = await db
    .selectFrom('current_articles')
    .select(['document', 'version', 'title', 'published', 'published_at', 'paragraphs', 'attributions'])
    .orderBy('document')
    .execute();
  expect(articles).toEqual([
    {
      document: 'bridge',
      version: 2,
      title: 'Bridge to close in June',
      published: '2026-03-04',
      published_at: new Date('2026-03-04T00:00:00Z'),
      paragraphs: 5,
      attributions: 3,
    },
    {
      document: 'market',
      version: 1,
      title: 'Market reopens',
      published: '2026-03-09T08:00:00+02:00',
      published_at: new Date('2026-03-09T06:00:00Z'),
      paragraphs: 1,
      attributions: 2,
    },
  ]);
  const { rows: entities } = await sql`
    select document, canonical, roles, mentions from current_entities order by document, entity
  `.execute(db);
  expect(entities).toEqual([
    { document: 'bridge', canonical: 'Ada Okoye', roles: ['Mayor'], mentions: 1 },
    { document: 'bridge', canonical: 'Tom Reyes', roles: ['engineer'], mentions: 1 },
    { document: 'market', canonical: 'Ada Okoye', roles: [], mentions: 1 },
    { document: 'market', canonical: 'Li Wei', roles: [], mentions: 1 },
  ]);
  const { rows: mentions } = await sql`
    select m.text, m.canonical, substr(a.text, m.start + 1, m.end - m.start) as cut, m.sentence like '%' || m.text || '%' as held
    from current_mentions m join current_articles a using (document) where document = 'bridge' order by mention
  `.execute(db);
  expect(mentions).toEqual([
    { text: 'Ada Okoye', canonical: 'Ada Okoye', cut: 'Ada Okoye', held: true },
    { text: 'Tom Reyes', canonical: 'Tom Reyes', cut: 'Tom Reyes', held: true },
  ]);
  const { rows: credits } = await sql`select document, kind, name, text from current_credits`.execute(db);
  expect(credits).toEqual([{ document: 'bridge', kind: 'author', name: 'Lena Holm', text: 'Lena Holm' }]);
});

test('article_changes shows exactly the difference, and article_history both versions', async () => {
  const changes = await db.selectFrom('article_changes').selectAll().execute();
  expect(changes.map(({ document, from_version, to_version }) => ({ document, from_version, to_version }))).toEqual(
    Array(changes.length).fill({ document: 'bridge', from_version: 1, to_version: 2 }),
  );
  expect(changes.map((row) => [row.kind, row.change, row.old, row.new])).toEqual([
    ['title', 'changed', 'Bridge to close', 'Bridge to close in June'],
    ['paragraph', 'removed', 'Mayor Ada Okoye said on Monday: “The 𝔅ridge shuts in May.”', null],
    ['paragraph', 'added', null, 'Correction: it is June.'],
    ['paragraph', 'added', null, 'Mayor Ada Okoye said on Monday: “The 𝔅ridge shuts in June.”'],
    ['attribution', 'removed', 'Ada Okoye | said | “The 𝔅ridge shuts in May.” (direct)', null],
    ['attribution', 'added', null, 'Ada Okoye | said | “The 𝔅ridge shuts in June.” (direct)'],
    ['attribution', 'added', null, 'Ada Okoye | did not say | “never” (direct, negative)'],
  ]);
  const { rows: back } = await sql<{ change: string }>`
    select c.change from documents d, article_diff(d.id, 2, 1) c where d.key = 'bridge' and kind = 'paragraph'
  `.execute(db);
  expect(back.map(({ change }) => change).sort()).toEqual(['added', 'removed', 'removed']);

  const { rows: history } = await sql`
    select document, version, is_current, source, paragraphs, attributions from article_history order by 1, 2
  `.execute(db);
  expect(history).toEqual([
    { document: 'bridge', version: 1, is_current: false, source: 'raw/bridge', paragraphs: 4, attributions: 2 },
    {
      document: 'bridge',
      version: 2,
      is_current: true,
      source: 'raw/bridge-correction',
      paragraphs: 5,
      attributions: 3,
    },
    { document: 'market', version: 1, is_current: true, source: 'raw/market', paragraphs: 1, attributions: 2 },
  ]);
});

test('from any fact to its bytes, stage versions and runs by SQL alone', async () => {
  const facts = {
    normalize: sql`select artifact_id from sentences where text like '%shuts in June%'`,
    entities: sql`select artifact_id from current_mentions where document = 'bridge' limit 1`,
    attribution: sql`select artifact_id from current_attributions where words like '%in June%'`,
  };
  for (const [stage, fact] of Object.entries(facts)) {
    const { rows } = await sql`
      select l.document, l.version, l.stage, l.fingerprint, l.stage_workflow_id, l.capture_workflow_id, l.workflow_id,
        l.run_id = l.stage_run_id as same_run, convert_from(r.content, 'UTF8') as bytes
      from lineage l join raw_documents r on r.sha256 = l.raw_sha256
      where l.artifact_id in (${fact})
    `.execute(db);
    expect(rows).toEqual([
      {
        document: 'bridge',
        version: 2,
        stage,
        fingerprint: 'v1',
        stage_workflow_id: 'ingest:correction',
        capture_workflow_id: 'ingest:correction',
        workflow_id: 'ingest:correction',
        same_run: true,
        bytes: CORRECTED.paragraphs.join('\n\n'),
      },
    ]);
  }
});

test('a span leads back to the decoded raw text', async () => {
  const { rows } = await sql`
    select a.words, substr(convert_from(r.content, 'UTF8'), s.raw_start + 1, s.raw_end - s.raw_start) as raw
    from current_attributions a
    join documents d on d.key = a.document
    join document_versions v on v.document_id = d.id and v.version = a.version
    cross join lateral result_raw_span(v.text_result_id, (a.content_spans->0->>0)::int, (a.content_spans->0->>1)::int) s
    join raw_documents r on r.sha256 = s.raw_sha256
    where a.document = 'bridge' and a.attribution = 0
  `.execute(db);
  expect(rows).toEqual([{ words: '“The 𝔅ridge shuts in June.”', raw: '“The 𝔅ridge shuts in June.”' }]);
  // & from &amp;, one space from three.
  const stretched = article({ paragraphs: ['x&y z'] });
  const runs = [
    [0, 1, 0, 1],
    [1, 1, 1, 5],
    [2, 1, 6, 1],
    [3, 1, 7, 3],
    [4, 1, 10, 1],
  ];
  stretched.text.offsets = runs.map(([start, length, rawStart, rawLength]) => ({ start, length, rawStart, rawLength }));
  const { results } = await prepare(db, { key: 'stretched', raw: 'x&amp;y   z', told: stretched });
  const { rows: mapped } = await sql<{ raw: string }>`
    select substr(convert_from(r.content, 'UTF8'), s.raw_start + 1, s.raw_end - s.raw_start) as raw
    from (values (0, 1), (0, 2), (1, 2), (2, 3), (2, 5), (3, 4)) as given (a, b),
      lateral result_raw_span(${results.normalize}, a, b) s
      join raw_documents r on r.sha256 = s.raw_sha256
    order by a, b
  `.execute(db);
  expect(mapped.map(({ raw }) => raw)).toEqual(['x', 'x&amp;', '&amp;', 'y', 'y   z', '   ']);
  // By any artifact that rests on the text.
  const { rows: byArtifact } = await sql<{ stage: string; raw_start: number; raw_end: number }>`
    select a.stage, s.raw_start, s.raw_end
    from stage_results r
    join artifacts a on r.artifact_id in (a.id, a.text_artifact_id)
    cross join lateral raw_span(a.id, 1, 2) s
    where r.id = ${results.normalize} order by a.id
  `.execute(db);
  expect(byArtifact).toEqual(
    ['normalize', 'entities', 'attribution'].map((stage) => ({ stage, raw_start: 1, raw_end: 6 })),
  );
});

test('quotations have a row for each pair of marks', async () => {
  const told = article({ paragraphs: ['He said “no”.'] });
  const quotation = {
    start: 8,
    end: 12,
    innerStart: 9,
    innerEnd: 11,
    closed: true,
    depth: 0,
    paragraph: 0,
    continues: false,
  };
  told.text.quotations = [quotation];
  told.text.foreignParagraphs = [{ paragraph: 0, language: 'fr' }];
  const { results } = await prepare(db, { key: 'quoted', told });
  const { rows } = await sql`
    select q.words, q.start, q."end", q.closed, q.depth, q.paragraph, q.continues, t.foreign_languages
    from stage_results r join quotations q using (artifact_id) join texts t using (artifact_id)
    where r.id = ${results.normalize}
  `.execute(db);
  const { innerStart: _, innerEnd: __, ...shown } = quotation;
  expect(rows).toEqual([{ words: 'no', ...shown, foreign_languages: ['fr'] }]);
});

test('failed_documents has what is open, run_summary what became of each run, and the sums agree', async () => {
  const common = { stage: 'acquire', errorType: 'NotFound', message: 'Nothing at raw/gone.', attempts: 1 };
  await recordFailure(db, { ...common, ...newRun('ingest:raw/gone'), source: 'raw/gone' });
  await recordFailure(db, { ...common, ...newRun('ingest:raw/late'), source: 'raw/late' });
  await ingest(db, { key: 'raw/late', source: 'raw/late', told: MARKET, run: newRun('ingest:raw/late') });
  await ingest(db, { key: 'market', told: MARKET, run: newRun('ingest:market-again') });
  await ingest(db, { key: 'bridge', source: 'raw/bridge', told: BRIDGE, run: newRun('ingest:original-again') });
  await prepare(db, { key: 'market', told: MARKET, run: newRun('ingest:slow') });
  const mended = newRun('ingest:mended');
  await recordFailure(db, { ...common, ...mended, source: 'raw/mended' });
  await ingest(db, { key: 'market', source: 'raw/mended', told: MARKET, run: { ...mended, runId: 'after-reset' } });
  const failed = await db.selectFrom('failed_documents').select(['source', 'error_type', 'workflow_id']).execute();
  expect(failed).toEqual([{ source: 'raw/gone', error_type: 'NotFound', workflow_id: 'ingest:raw/gone' }]);

  const { rows: runs } = await sql`
    select workflow_id, outcome, version, stages_run, error from run_summary
    where workflow_id !~ '^ingest:\\d+$' order by workflow_id, outcome
  `.execute(db);
  const none = { version: null, stages_run: 0, error: null };
  expect(runs).toEqual([
    { workflow_id: 'ingest:correction', outcome: 'published', version: 2, stages_run: 3, error: null },
    { ...none, workflow_id: 'ingest:market-again', outcome: 'unchanged' },
    { ...none, workflow_id: 'ingest:mended', outcome: 'unchanged', error: 'NotFound: Nothing at raw/gone.' },
    { ...none, workflow_id: 'ingest:original-again', outcome: 'superseded' },
    { ...none, workflow_id: 'ingest:raw/gone', outcome: 'failed', error: 'NotFound: Nothing at raw/gone.' },
    { ...none, workflow_id: 'ingest:raw/late', outcome: 'failed', error: 'NotFound: Nothing at raw/gone.' },
    { ...none, workflow_id: 'ingest:raw/late', outcome: 'published', version: 1 },
    { ...none, workflow_id: 'ingest:slow', outcome: 'under way' },
  ]);
  const { rows: sums } = await sql`
    select
      (select count(*) from run_summary where outcome = 'published') = (select count(*) from document_versions) as versions,
      (select count(*) from run_summary where outcome in ('published', 'unchanged', 'superseded'))
        = (select count(*) from run_outcomes) as outcomes,
      (select count(*) from run_summary where error is not null) = (select count(*) from failures) as failures,
      (select count(*) from run_summary) = (select count(distinct first_execution_run_id) from
        (select first_execution_run_id from captures union all select first_execution_run_id from failures) s) as runs,
      (select count(*) from current_articles) = (select count(*) from documents where current_version is not null) as documents
  `.execute(db);
  expect(sums).toEqual([{ versions: true, outcomes: true, failures: true, runs: true, documents: true }]);
});

test('full-text search finds current articles by words of title and text', async () => {
  const { rows } = await sql<{ document: string; excerpt: string }>`
    select document, excerpt from search_articles('"shuts in" june -market')
  `.execute(db);
  expect(rows).toHaveLength(1);
  expect(rows[0].document).toBe('bridge');
  expect(rows[0].excerpt).toContain('<b>June</b>');
  expect((await sql`select from search_articles('reopening')`.execute(db)).rows).toHaveLength(2);
  expect((await sql`select from search_articles('never')`.execute(db)).rows).toHaveLength(1);
  expect((await sql`select from search_articles('“say never”')`.execute(db)).rows).toHaveLength(1);
  expect((await sql`select from search_articles('"in May"')`.execute(db)).rows).toHaveLength(0);
});
