/** How much of a document is looked at for tags. */
const SAMPLE = 16_384;

/** Tags that show a document to be a page or a piece of one, and not text about tags. */
const TAGS =
  /<(?:!doctype\s+html|html|head|body|article|section|div|p|h[1-6]|ul|ol|table|meta|title|span|blockquote|main|script|style)(?=[\s>/])[^<>]{0,2000}>/giu;

/** Whether to read a document as HTML: as it is declared, else by its first tags. */
export function looksLikeHtml(text: string, contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0].trim().toLowerCase();
  const head = text.slice(0, SAMPLE);
  const start = head.replace(/^[\ufeff\s]+/u, '').slice(0, 200);
  if (/^<(?:!doctype\s+html|html|\?xml[^>]{0,100}>\s*<!doctype html)/iu.test(start)) return true;
  const tags = head.match(TAGS)?.length ?? 0;
  if (type === 'text/html' || type === 'application/xhtml+xml')
    return tags > 0 || /<\/?[a-z][^<>]*>|&#?\w{1,31};/iu.test(head);
  if (type === 'text/plain') return /^<(?:head|body|div|article|p|meta|!--)[\s>]/iu.test(start) && tags >= 3;
  return tags >= 2 && (start.startsWith('<') || tags >= 6);
}
