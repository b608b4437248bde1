import { canonicalUrl } from '../../stages/normalize/html/canonical-url.ts';
import type { NormalizedText } from '../../stages/normalize/types.ts';
import { keySchema } from './input.ts';
import type { Loaded } from './loaded.ts';

/** Subdomains under which one site shows the same article. */
const SAME_SITE = /^(?:www|m|mobile|amp)\./u;

/** Bytes of a page that `canonicalUrl` surely reads whole, as `normalize` does: of a longer one it reads the beginning. */
const READ_WHOLE = 256 * 1024;

/**
 * A document's stable key: the sender's; else the address that its HTML names as its own; else its address, its path, or
 * the hash of its text.
 *
 * A page that was fetched may name only an address of its own site. Otherwise any page could pass for a newer version of
 * another site's article; and a reprint that points at its original would take turns with it.
 *
 * @param normalized what the bytes give, where that is known: it spares reading the page once more.
 */
export function documentKey(
  { bytes, contentType, url, key, fallbackKey }: Pick<Loaded, 'bytes' | 'contentType' | 'url' | 'key' | 'fallbackKey'>,
  normalized?: Pick<NormalizedText, 'canonicalUrl'>,
): string {
  if (key !== null) return key;
  const canonical =
    normalized && bytes.length <= READ_WHOLE
      ? normalized.canonicalUrl
      : canonicalUrl(bytes, contentType ?? undefined, url ?? undefined);
  if (canonical === null || !URL.canParse(canonical) || !keySchema.safeParse(canonical).success) return fallbackKey;
  if (url !== null && siteOf(url) !== siteOf(canonical)) return fallbackKey;
  return canonical;
}

function siteOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.replace(SAME_SITE, '') : null;
}
