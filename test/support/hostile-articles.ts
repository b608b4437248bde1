import fc from 'fast-check';

/** What would run, load something or break out, if any page took it for markup, script, style or address. */
const PAYLOADS = [
  '<script>window.__pwned = 1</script>',
  '</script><script>window.__pwned = 1</script>',
  '<img src=x onerror="window.__pwned = 1">',
  '<svg/onload=window.__pwned=1>',
  '<svg><animate onbegin=window.__pwned=1 attributeName=x dur=1s>',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.__pwned=1>',
  '<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>',
  '<object data="data:text/html,<script>parent.__pwned=1</script>"></object>',
  '<a href="javascript:window.__pwned=1">tap</a>',
  '<form action="https://evil.example/"><button>tap</button></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css";* { display: none }</style>',
  '<details open ontoggle=window.__pwned=1>',
  '<input autofocus onfocus=window.__pwned=1>',
  '" onmouseover="window.__pwned = 1" x="',
  "' autofocus onfocus='window.__pwned = 1' x='",
  '"><script>window.__pwned = 1</script>',
  '--><script>window.__pwned = 1</script><!--',
  ']]><script>window.__pwned = 1</script>',
  '</title></textarea></style></bdi></article></main><script>window.__pwned = 1</script>',
  '&lt;script&gt;window.__pwned = 1&lt;/script&gt;',
  '&#60;img src=x onerror=window.__pwned=1&#62;',
  '\\u003cscript\\u003ewindow.__pwned = 1\\u003c/script\\u003e',
  '\u0024{window.__pwned = 1}',
  '{{constructor.constructor("window.__pwned = 1")()}}',
  '<%= window.__pwned = 1 %>',
  '`\u0024{window.__pwned = 1}`',
  'javascript:window.__pwned=1',
  'data:text/html,<script>window.__pwned=1</script>',
  "'; drop table documents; --",
  '../../../../etc/passwd%00',
  '\u202egnp.exe\u202c \u2066abc\u2069 \u200f\u200e',
  '\u202e\u202e\u202e left open',
  '\ufeff\u200b\u00ad\u2028\u2029',
  '\0\0after NUL',
  '\ud800 lone \udfff surrogates',
  'Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308'.repeat(30),
  'W'.repeat(20_000),
  '漢字'.repeat(800),
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}'.repeat(100),
  '\r\n\r\nSet-Cookie: a=b',
  '#m0" id="main',
];

/** How a payload comes into an article. */
const FORMS: ((payload: string, others: string[], number: number) => Record<string, unknown>)[] = [
  // Titles, names, words and cues of plain text.
  (payload, [other], number) => ({
    text: `Report ${number} of ${payload}\n\nBy Anna ${other}\n\nMayor Helen Okafor said on Monday: “${payload}” and nothing else.\n\nAccording to ${other}, roads in Lower Venn will be closed.`,
  }),
  (payload, [other], number) => ({
    text: `Council vote ${number}\n\n“The bridge shuts,” said ${payload}, the mayor of ${other}. She told the Northern Weekly that “${other}” was wrong.`,
  }),
  // Elements, attributes and metadata of a page.
  (payload, [other], number) => ({
    contentType: 'text/html',
    url: `https://news.example/${number}`,
    text: `<html lang="${other}"><head><title>Page ${number} ${payload}</title><meta name="author" content="${escaped(payload)}"><meta property="og:site_name" content="${escaped(other)}"><meta property="article:published_time" content="${escaped(payload)}"><link rel="canonical" href="${escaped(payload)}"></head><body><article><h1>Page ${number} ${escaped(payload)}</h1><p>By ${escaped(other)}</p><p>Mayor Helen Okafor said on Monday that ${escaped(payload)} would stay in Lower Venn.</p>${payload}<p>“${escaped(other)},” said Tom Reyes, an engineer at ${escaped(payload)}, on Tuesday.</p></article></body></html>`,
  }),
  (payload, [other], number) => ({
    contentType: 'text/html',
    text: `<html><head><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: payload, author: { name: other }, publisher: { name: payload }, url: payload })}</script></head><body><article><h1>Story ${number}</h1><p>Ada Okoye said that the road to Lower Venn would be closed ${escaped(payload)}.</p><p>“Soon,” she said.</p></article></body></html>`,
  }),
  // What a caller says about it.
  (payload, [other], number) => ({
    key: `${payload} ${number}`,
    text: `Story ${number}\n\nAda Okoye, ${other}, said that the road to Lower Venn would be closed. “${payload}!” she said.`,
  }),
];

/** Articles as lines of a JSONL file, each payload in each form at least once; the same for the same seed. */
export function hostileLines(count: number, seed = 1): string[] {
  const others = fc.sample(fc.array(fc.constantFrom(...PAYLOADS), { minLength: 1, maxLength: 2 }), {
    numRuns: count,
    seed,
  });
  return others.map((other, i) => {
    const form = FORMS[i % FORMS.length];
    const payload = PAYLOADS[Math.floor(i / FORMS.length) % PAYLOADS.length];
    return JSON.stringify({ id: `hostile-${i}`, ...form(payload, other, i) });
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
