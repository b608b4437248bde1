import { type Kysely, sql } from 'kysely';

/** Feeds that are read again and again, their items, and the hosts that they lead to. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no generated types, which change after it
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table feeds (
      id            bigint primary key generated always as identity,
      key           text not null unique,
      url           text not null,
      parent_id     bigint references feeds on delete cascade,
      format        text check (format in ('rss', 'atom', 'rdf', 'json', 'sitemap', 'sitemap index')),
      title         text,
      etag          text,
      last_modified text,
      listed        text,
      listed_at     timestamptz,
      read_listed   text,
      items         integer not null default 0 check (items >= 0),
      checked_at    timestamptz,
      read_at       timestamptz,
      problem       text,
      first_seen_at timestamptz not null default clock_timestamp()
    );
    create index feeds_by_parent on feeds (parent_id) where parent_id is not null;
    comment on table feeds is 'Feeds and sitemaps, as they were when they were last read.';
    comment on column feeds.id is 'Number of the feed.';
    comment on column feeds.key is 'Its stable name: its address unless another was given.';
    comment on column feeds.url is 'Where it is fetched.';
    comment on column feeds.parent_id is 'The sitemap index that lists it; null for what a run was given.';
    comment on column feeds.format is 'rss, atom, rdf, json, sitemap, sitemap index; null until it was read.';
    comment on column feeds.title is 'What it calls itself.';
    comment on column feeds.etag is 'ETag of the last answer, for a conditional request.';
    comment on column feeds.last_modified is 'Last-Modified of the last answer, for a conditional request.';
    comment on column feeds.listed is 'lastmod that the sitemap index gives it now.';
    comment on column feeds.listed_at is 'The same as a point in time.';
    comment on column feeds.read_listed is 'lastmod that the index gave it when it was last read; to be read again when they differ.';
    comment on column feeds.items is 'Items that it had when it was last read.';
    comment on column feeds.checked_at is 'When its server was last asked.';
    comment on column feeds.read_at is 'When it last came with something new.';
    comment on column feeds.problem is 'Why it could not be read the last time; null when it could.';
    comment on column feeds.first_seen_at is 'When it was first asked for.';

    create table feed_items (
      id             bigint primary key generated always as identity,
      feed_id        bigint not null references feeds on delete cascade,
      item           text not null check (octet_length(item) <= 2048),
      url            text,
      raw_sha256     text references raw_documents on delete set null,
      content_type   text,
      title          text,
      published      text,
      updated        text,
      said_at        timestamptz,
      place          integer not null,
      said_sha256    text not null,
      claimed_sha256 text,
      claimed_by     text,
      claim          integer,
      handled_sha256 text,
      state          text not null default 'waiting' check (state in ('waiting', 'taken', 'skipped', 'postponed', 'failed')),
      reason         text,
      document_id    bigint references documents on delete set null,
      workflow_id    text,
      first_seen_at  timestamptz not null default clock_timestamp(),
      last_seen_at   timestamptz not null default clock_timestamp(),
      handled_at     timestamptz,
      unique (feed_id, item)
    ) with (fillfactor = 80);
    create index feed_items_due on feed_items (feed_id, said_at desc nulls last, place)
      where handled_sha256 is distinct from said_sha256;
    create index feed_items_by_claim on feed_items (feed_id, claimed_by, claim);
    create index feed_items_by_document on feed_items (document_id) where document_id is not null;
    create index feed_items_by_raw_document on feed_items (raw_sha256) where raw_sha256 is not null;
    comment on table feed_items is 'Items of the feeds: what each feed says of them, and what became of that.';
    comment on column feed_items.id is 'Number of the item.';
    comment on column feed_items.feed_id is 'The feed that a run was given; for an item of a listed sitemap its index.';
    comment on column feed_items.item is 'The item''s own id: guid, id, or its address.';
    comment on column feed_items.url is 'Address of the article.';
    comment on column feed_items.raw_sha256 is 'Bytes of its content, of an item without an address.';
    comment on column feed_items.content_type is 'Media type of those.';
    comment on column feed_items.title is 'Headline as the feed gives it.';
    comment on column feed_items.published is 'Date as the feed gives it.';
    comment on column feed_items.updated is 'Date of the last change as the feed gives it.';
    comment on column feed_items.said_at is 'The later of both as a point in time: the newest are taken first.';
    comment on column feed_items.place is 'Place in the feed when it was last read, from 0.';
    comment on column feed_items.said_sha256 is 'Hash of what the feed says of it now.';
    comment on column feed_items.claimed_sha256 is 'What it said when a run last took it up.';
    comment on column feed_items.claimed_by is 'First run of the workflow that last took it up.';
    comment on column feed_items.claim is 'With which lot.';
    comment on column feed_items.handled_sha256 is 'What it said when it was last done with: taken, skipped, or failed for good. Where that is not what it says now, it is due.';
    comment on column feed_items.state is 'waiting; taken: its document went through; skipped: not to be fetched; postponed: not now; failed.';
    comment on column feed_items.reason is 'Why it was skipped, postponed or failed.';
    comment on column feed_items.document_id is 'The document that it became.';
    comment on column feed_items.workflow_id is 'Workflow that ingested it, or failed to.';
    comment on column feed_items.first_seen_at is 'When the feed first had it.';
    comment on column feed_items.last_seen_at is 'When the feed last had it.';
    comment on column feed_items.handled_at is 'When its state was last set.';

    create table web_hosts (
      origin            text primary key,
      next_request_at   timestamptz not null default clock_timestamp(),
      robots            text,
      robots_problem    text,
      robots_expires_at timestamptz
    );
    comment on table web_hosts is 'Hosts that articles of feeds are fetched from, and how they want that done.';
    comment on column web_hosts.origin is 'Scheme, name and port.';
    comment on column web_hosts.next_request_at is 'Earliest time of the next request that is not yet promised to somebody.';
    comment on column web_hosts.robots is 'Its robots.txt; empty where it has none, null where that is not known.';
    comment on column web_hosts.robots_problem is 'Why its robots.txt could not be fetched.';
    comment on column web_hosts.robots_expires_at is 'When robots.txt is to be asked for again.';
  `.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export async function down(db: Kysely<any>): Promise<void> {
  await sql`drop table web_hosts; drop table feed_items; drop table feeds`.execute(db);
}
