/** Encodings that the platform's decoder does not know, with the width of their units in bytes. */
export const UTF_32 = new Set(['utf-32le', 'utf-32be']);

/** Encoding named by a byte order mark, longest mark first: FF FE alone is also how the UTF-32 mark begins. */
const MARKS: [bytes: number[], encoding: string][] = [
  [[0xff, 0xfe, 0x00, 0x00], 'utf-32le'],
  [[0x00, 0x00, 0xfe, 0xff], 'utf-32be'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

export function encodingByMark(bytes: Uint8Array): string | null {
  return MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))?.[1] ?? null;
}

/** Names in use that WHATWG's list of labels lacks, for encodings that it has. */
const OTHER_NAMES: Record<string, string> = {
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  cp936: 'gbk',
  cp950: 'big5',
  cp874: 'windows-874',
  maccyrillic: 'x-mac-cyrillic',
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
};

/** The WHATWG name of an encoding label in any spelling, null where there is none. */
export function canonicalLabel(label: string): string | null {
  const given = label.trim().toLowerCase().replaceAll('_', '-');
  const spelled = OTHER_NAMES[given] ?? given;
  if (/^(?:utf-?32|ucs-?4)(?:le)?$/u.test(spelled)) return 'utf-32le';
  if (/^(?:utf-?32|ucs-?4)be$/u.test(spelled)) return 'utf-32be';
  for (const candidate of [spelled, spelled.replace(/^(?:x-|cp-?(?=125\d))/u, '')]) {
    try {
      return new TextDecoder(candidate).encoding;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

/** How much of a page is looked at for a declaration, in bytes; browsers look at 1,024, pages write it later. */
const DECLARATION_WITHIN = 8192;

/** The charset that a media type or the head of a page declares, as a WHATWG name. */
export function declaredEncoding(bytes: Uint8Array, contentType: string | undefined): string | null {
  const inType = /charset\s*=\s*["']?([^\s"';]+)/iu.exec(contentType ?? '')?.[1];
  if (inType !== undefined) {
    const label = canonicalLabel(inType);
    if (label !== null) return label;
  }
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_WITHIN));
  const inPage =
    /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)/iu.exec(head)?.[1] ??
    /^\s*<\?xml\s[^>]{0,300}?encoding\s*=\s*["']([\w:.-]+)/iu.exec(head)?.[1];
  if (inPage === undefined) return null;
  const label = canonicalLabel(inPage);
  // A declaration that can be read byte by byte cannot be in UTF-16, whatever it says.
  return label?.startsWith('utf-16') || label?.startsWith('utf-32') ? 'utf-8' : label;
}
