import type { FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { DocumentError } from '../../stages/errors.ts';
import { asFetchError, openAddress, type StreamSettings } from './stream.ts';

/** What tells that bytes are the same as when an earlier page read them. */
export type Stamp = Record<string, string | number | null>;

/** Bytes that are being read. */
export interface OpenBytes {
  stream: AsyncIterable<Buffer>;
  stamp: Stamp;
  /** Whether they are compressed, as a whole or in parts. */
  isGzip: boolean;
  /** How many of all bytes have been read, 0 to 1; null where their number is not known. */
  share(): number | null;
  close(): Promise<void>;
}

/** Something that holds documents: a file or an address. */
export interface Bytes {
  /** `raw/NAME` or the address. */
  source: string;
  /** Whether workers can read a part of it quickly, so that its bytes need not be stored twice. */
  isFile: boolean;
  /** @param offset byte to begin at. */
  open(offset: number): Promise<OpenBytes>;
}

/** Bytes that are read at once. */
const PIECE = 256 * 1024;

/** A file under the raw root; who opened it closes it. */
export function fileBytes(file: FileHandle, source: string): Bytes {
  return {
    source,
    isFile: true,
    open: async (offset) => {
      const { size, mtimeMs } = await file.stat();
      let at = offset;
      async function* read(): AsyncGenerator<Buffer> {
        for (;;) {
          const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(PIECE), 0, PIECE, at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      }
      return {
        stream: read(),
        stamp: { size, modified: mtimeMs },
        isGzip: /\.gz$/iu.test(source),
        share: () => (size === 0 ? 1 : Math.min(1, at / size)),
        close: async () => undefined,
      };
    },
  };
}

/** The content of an address. Where its server sends no parts of it, what lies before is read past. */
export function addressBytes(address: string, settings: StreamSettings, signal: AbortSignal): Bytes {
  return {
    source: address,
    isFile: false,
    open: async (offset) => {
      const opened = await openAddress(address, settings, offset, signal);
      const { size, etag, lastModified, encoding } = opened;
      let at = opened.offset;
      async function* read(): AsyncGenerator<Buffer> {
        try {
          for await (const piece of opened.stream as AsyncIterable<Buffer>) {
            const before = Math.min(piece.length, Math.max(0, offset - at));
            at += piece.length;
            if (before < piece.length) yield piece.subarray(before);
          }
        } catch (error) {
          throw asFetchError(error, address, signal);
        }
      }
      return {
        stream: read(),
        stamp: { size, etag, lastModified },
        isGzip: encoding === 'gzip' || /\.gz$/iu.test(new URL(address).pathname),
        share: () => (size === null ? null : Math.min(1, at / size)),
        close: opened.close,
      };
    },
  };
}

/** What compressed bytes hold. @throws DocumentError MalformedInput where they are damaged. */
export async function* gunzipped({ stream, isGzip }: OpenBytes, source: string): AsyncGenerator<Buffer> {
  if (!isGzip) return yield* stream;
  const gunzip = createGunzip();
  const feeding = feed(stream, gunzip);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
    await feeding;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    throw new DocumentError('MalformedInput', `${source} is damaged: ${message}; get it again`, { cause: error });
  } finally {
    gunzip.destroy();
  }
}

async function feed(stream: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const piece of stream) {
      if (gunzip.destroyed) return;
      if (!gunzip.write(piece)) await new Promise((done) => gunzip.once('drain', done).once('close', done));
    }
    gunzip.end();
  } catch (error) {
    // Comes out where the stream is read.
    gunzip.destroy(error as Error);
  }
}
