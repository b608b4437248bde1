import robotsParser from 'robots-parser';
import type { Database } from '../../db/connection.ts';
import { findRobots, type KnownRobots, saveRobots } from '../../db/web-hosts.ts';
import { DocumentError } from '../../stages/errors.ts';
import { FetchFault, type FetchSettings, fetchDocument } from '../sources/web.ts';

/** What `require` gives is the function itself, though its types speak of a default export (robots-parser 3.0.1). */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** Milliseconds that robots.txt is heeded without asking again: a day, the most that RFC 9309 allows. */
const LIFETIME = 86_400_000;
/** Milliseconds until a host that could not say is asked again. */
const PROBLEM_LIFETIME = 300_000;
/** Characters of it that are read; RFC 9309 asks for 500 KiB at least. */
const MAX_LENGTH = 512 * 1024;
/** Milliseconds: the longest Crawl-delay that is heeded. */
const MAX_CRAWL_DELAY = 30_000;

/** What a host says of fetching from it. */
export interface RobotRules {
  /** Null where it could not say: then nothing is to be fetched for now. */
  isAllowed: ((url: string) => boolean) | null;
  /** Why not. */
  problem: string | null;
  /** Milliseconds between two requests that it asks for. */
  crawlDelay: number;
}

/**
 * A host's robots.txt for our user agent, asked for once a day. An answer of 4xx allows everything; one of 5xx, or none,
 * nothing for now (RFC 9309, 2.3.1).
 *
 * @param origin scheme, name and port.
 * @throws the signal's reason.
 */
export async function robotRules(
  db: Database,
  origin: string,
  settings: FetchSettings,
  signal: AbortSignal,
): Promise<RobotRules> {
  const known = (await findRobots(db, origin)) ?? (await askHost(db, origin, settings, signal));
  if (known.robots === null) return { isAllowed: null, problem: known.problem, crawlDelay: 0 };
  // As RFC 9309 has it, the product's name without its version.
  const [agent] = settings.userAgent.split(/[/\s]/u);
  const parsed = parseRobots(`${origin}/robots.txt`, known.robots);
  const delay = (parsed.getCrawlDelay(agent) ?? 0) * 1000;
  return {
    isAllowed: (url) => parsed.isAllowed(url, agent) !== false,
    problem: null,
    crawlDelay: Number.isFinite(delay) ? Math.min(Math.max(0, delay), MAX_CRAWL_DELAY) : 0,
  };
}

async function askHost(
  db: Database,
  origin: string,
  settings: FetchSettings,
  signal: AbortSignal,
): Promise<KnownRobots> {
  const known = await fetchRobots(`${origin}/robots.txt`, settings, signal);
  await saveRobots(db, origin, known, known.robots === null ? PROBLEM_LIFETIME : LIFETIME);
  return known;
}

async function fetchRobots(address: string, settings: FetchSettings, signal: AbortSignal): Promise<KnownRobots> {
  try {
    const { bytes } = await fetchDocument(address, settings, signal);
    return { robots: new TextDecoder().decode(bytes).slice(0, MAX_LENGTH), problem: null };
  } catch (error) {
    // None, an empty one, or one that we may not see: 4xx.
    if (error instanceof DocumentError) return { robots: '', problem: null };
    if (error instanceof FetchFault) return { robots: null, problem: error.message };
    throw error;
  }
}
