import type { ExportedVersion } from '../../db/reading/export-articles.ts';
import type { ExportSettings } from './format.ts';

/** Names what has no address of its own, where no reader page is named. */
export const DEFAULT_BASE = 'urn:copydesk:';

/** IRI of a version of an article: its page, where the base is that of a reader page. */
export function versionIri({ documentId, version }: ExportedVersion, { base }: ExportSettings): string {
  return `${base}documents/${documentId}/versions/${version}`;
}

/** IRI of one of its parts, by its place among the like. */
export function partIri(
  article: ExportedVersion,
  part: 'entity' | 'mention' | 'attribution' | 'credit',
  ordinal: number,
  settings: ExportSettings,
): string {
  return `${versionIri(article, settings)}#${part}-${ordinal}`;
}

/** IRI of somebody or something across documents, by its number there: its page, where the base is that of a reader page. */
export function knownIri(knownId: number, { base }: ExportSettings): string {
  return `${base}names/${knownId}`;
}

/** IRI of a city by its number in GeoNames, as that has it in linked data. */
export function geonamesIri(geonamesId: number): string {
  return `https://sws.geonames.org/${geonamesId}/`;
}
