import jschardet from 'jschardet';
import { TEXT_RULES } from '../rules.ts';
import { canonicalLabel } from './labels.ts';

/** Bytes that are looked at to guess an encoding: of the lines that have any but ASCII. */
const SAMPLE = 65_536;

/** Confidence of `jschardet` below which its order of candidates says less than how their text reads. */
const SURE = TEXT_RULES['guessed-encoding'].settings.sure;

/** What is tried beside `jschardet`'s candidates: the two that most Western text without a declaration is in. */
const WESTERN = ['windows-1252', 'macintosh'];

/**
 * The ISO encoding of which a Windows code page is a superset, or nearly. Where both read the bytes alike, the older name is
 * given, as the text shows nothing of the newer one.
 */
const PLAINER: Record<string, string> = {
  'windows-1250': 'iso-8859-2',
  'windows-1253': 'iso-8859-7',
  'iso-8859-15': 'windows-1252',
  gb18030: 'gbk',
};

/** The lines that hold other bytes than ASCII, up to SAMPLE bytes of them. */
function telling(bytes: Uint8Array): Buffer {
  if (bytes.length <= SAMPLE) return Buffer.from(bytes);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < bytes.length && length < SAMPLE; ) {
    if (bytes[at] < 0x80) {
      at += 1;
      continue;
    }
    const start = lineStart(bytes, at);
    const feed = bytes.indexOf(0x0a, at);
    const end = Math.min(feed === -1 ? bytes.length : feed + 1, start + SAMPLE - length);
    parts.push(bytes.subarray(start, end));
    length += end - start;
    at = end;
  }
  return Buffer.concat(parts);
}

/** Longest stretch before a byte that is taken for the beginning of its line. */
const LEAD = 400;

function lineStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && at - start < LEAD && bytes[start - 1] !== 0x0a) start -= 1;
  return start;
}

/** A character that no text in these encodings has: it cannot be read, or is a C1 control. */
const UNREADABLE = /[\u0080-\u009f\ufffd\ue000-\uf8ff]/gu;
/** What wrong readings are full of and words are not. */
const STRANGE = [
  // a capital behind a small letter
  /\p{Ll}(?=[^\u0000-\u007f])\p{Lu}/gu,
  // a symbol between letters
  /\p{Ll}[^\u0000-\u007f\p{L}\p{M}’‘ʼ·­–—-]\p{L}/gu,
  // two scripts in a word
  /[a-z](?=[^\u0000-\u007f])[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/gu,
  /[\p{Script=Cyrillic}\p{Script=Greek}][a-z]/gu,
  // two symbols side by side
  /(?:(?=[^\u0000-\u007f])[\p{S}•†‡‰]){2}/gu,
  // three accented Latin letters in a row
  /(?:(?=[^\u0000-\u007f])\p{Script=Latin}){3}/gu,
];
const NOT_ASCII = /[^\u0000-\u007f]/gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** How much of the characters beyond ASCII stand as they do in words, at most 1. */
function plausibility(sample: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(sample);
  const other = count(text, NOT_ASCII);
  const strange = STRANGE.reduce((sum, pattern) => sum + count(text, pattern), 0);
  return 1 - (10 * count(text, UNREADABLE) + 2 * strange) / Math.max(1, other);
}

const readsAlike = (sample: Uint8Array, one: string, other: string): boolean =>
  new TextDecoder(one).decode(sample) === new TextDecoder(other).decode(sample);

/**
 * The likeliest encoding of bytes that are not UTF-8, as a WHATWG name: by `jschardet` where it is sure, else the
 * candidate whose text reads best. Looks at no more than 64 KiB.
 */
export function guessEncoding(bytes: Uint8Array): string {
  const sample = telling(bytes);
  const candidates: { name: string; confidence: number }[] = [];
  for (const { encoding, confidence } of jschardet.detectAll(sample, { minimumThreshold: 0 })) {
    const name = encoding === null ? null : canonicalLabel(encoding);
    if (name !== null && name !== 'utf-8' && name !== 'replacement' && !candidates.some((other) => other.name === name))
      candidates.push({ name, confidence });
  }
  for (const name of WESTERN)
    if (!candidates.some((other) => other.name === name)) candidates.push({ name, confidence: 0 });
  const [first] = candidates;
  if (first.confidence < SURE) {
    const score = new Map(candidates.map(({ name, confidence }) => [name, plausibility(sample, name) + confidence]));
    candidates.sort((a, b) => (score.get(b.name) ?? 0) - (score.get(a.name) ?? 0));
  }
  const [{ name }] = candidates;
  const plainer = PLAINER[name];
  return plainer !== undefined && readsAlike(sample, name, plainer) ? plainer : name;
}
