import { DocumentError } from '../../errors.ts';

/** First bytes of file formats that are not text, from the formats' own specifications. */
const SIGNATURES: [name: string, bytes: string, offset?: number][] = [
  ['a PDF', '%PDF-'],
  ['a PNG picture', '\x89PNG'],
  ['a JPEG picture', '\xff\xd8\xff'],
  ['a GIF picture', 'GIF87a'],
  ['a GIF picture', 'GIF89a'],
  ['a WebP picture', 'WEBP', 8],
  ['a TIFF picture', 'II*\0'],
  ['a TIFF picture', 'MM\0*'],
  ['a Zip archive or Office document', 'PK\x03\x04'],
  ['an empty Zip archive', 'PK\x05\x06'],
  ['a gzip archive', '\x1f\x8b\x08'],
  ['a bzip2 archive', 'BZh'],
  ['an xz archive', '\xfd7zXZ\0'],
  ['a 7-Zip archive', "7z\xbc\xaf'\x1c"],
  ['a RAR archive', 'Rar!\x1a\x07'],
  ['a Zstandard archive', '\x28\xb5\x2f\xfd'],
  ['an Office document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['a rich text document', '{\\rtf'],
  ['a program', '\x7fELF'],
  ['a program', 'MZ\x90\0'],
  ['a program', '\xca\xfe\xba\xbe'],
  ['a program', '\xcf\xfa\xed\xfe'],
  ['a WebAssembly program', '\0asm'],
  ['a database', 'SQLite format 3\0'],
  ['a sound file', 'ID3'],
  ['a sound file', 'OggS'],
  ['a sound or video file', 'RIFF'],
  ['a sound file', 'fLaC'],
  ['a video file', 'ftyp', 4],
  ['a video file', '\x1a\x45\xdf\xa3'],
  ['a font', 'wOFF'],
  ['a font', 'wOF2'],
];

/** Media types that are never text, whatever the bytes look like. */
const BINARY_TYPE =
  /^(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:pdf|zip|gzip|x-gzip|msword|vnd\.(?:ms-|openxmlformats)))/iu;

const startsWith = (bytes: Uint8Array, text: string, offset: number) =>
  [...text].every((character, i) => bytes[offset + i] === character.charCodeAt(0));

/** Share of characters that no text has, above which something is not text. */
const CONTROL_SHARE = 0.02;
/** The same for a text so short that a few stray characters are a large share. */
const CONTROL_SHARE_SHORT = 0.1;
const SHORT = 2000;
const SAMPLE = 65_536;

/** Throws DocumentError UnsupportedType for a file format that is known not to be text. */
export function refuseBinaryFormat(bytes: Uint8Array, contentType: string | undefined): void {
  const format = SIGNATURES.find(([, signature, offset = 0]) => startsWith(bytes, signature, offset))?.[0];
  if (format !== undefined) {
    throw new DocumentError('UnsupportedType', `the document is ${format}, not text or HTML; send its text instead`);
  }
  if (contentType !== undefined && BINARY_TYPE.test(contentType)) {
    throw new DocumentError('UnsupportedType', `the document is declared ${contentType}; only text and HTML are read`);
  }
}

/** Throws DocumentError UnsupportedType where decoded text has too many control characters to be text. */
export function refuseBinaryText(raw: string): void {
  const length = Math.min(raw.length, SAMPLE);
  let controls = 0;
  for (let i = 0; i < length; i += 1) {
    const code = raw.charCodeAt(i);
    // C1 controls do not count: UTF-8 read as windows-1252 once is full of them.
    if (code < 9 || (code > 13 && code < 27) || (code > 27 && code < 32) || code === 127) controls += 1;
    else if (code === 0xfffd) controls += 0.1;
  }
  if (controls >= 2 && controls / length > (length < SHORT ? CONTROL_SHARE_SHORT : CONTROL_SHARE)) {
    const percent = Math.round((controls / length) * 100);
    throw new DocumentError('UnsupportedType', `${percent} % of the document are control characters; it is not text`);
  }
}
