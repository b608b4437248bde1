import { createHash } from 'node:crypto';

/**
 * JSON with keys in code unit order, without white space or undefined fields, so that equal values give equal strings.
 * Takes plain objects, arrays, strings, finite numbers, booleans and null.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 of bytes or of a string's UTF-8, in lower-case hexadecimal digits: the address of content everywhere here. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
