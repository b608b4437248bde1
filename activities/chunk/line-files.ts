import type { FileHandle } from 'node:fs/promises';
import type { LineItem } from '../batch/types.ts';
import { openRawFile } from '../sources/file.ts';
import { loadLine } from '../sources/json-lines.ts';
import { LINE_BYTES_PER_DOCUMENT_BYTE } from '../sources/lines.ts';
import type { LoadSettings } from '../sources/load.ts';
import { type Loaded, tooLarge } from '../sources/loaded.ts';

/** Files of lines that are open for a while, each once. */
export class LineFiles {
  readonly #settings: LoadSettings;
  readonly #open = new Map<string, Promise<{ file: FileHandle }>>();

  constructor(settings: LoadSettings) {
    this.#settings = settings;
  }

  /**
   * Reads one line where it lies.
   * @param source of the document.
   * @throws DocumentError as `openRawFile` and `loadLine` do.
   */
  async read({ file: name, line, offset, length }: LineItem, source: string): Promise<Loaded> {
    const { rawRoot, maxBytes } = this.#settings;
    if (length > maxBytes * LINE_BYTES_PER_DOCUMENT_BYTE)
      throw tooLarge(`line ${line} of ${name} is too long`, maxBytes);
    let opened = this.#open.get(name);
    if (!opened) {
      opened = openRawFile(name, rawRoot);
      this.#open.set(name, opened);
    }
    const { file } = await opened;
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, offset);
    return loadLine({ number: line, bytes: buffer.subarray(0, bytesRead) }, source, maxBytes);
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    await Promise.all(opened.map((each) => (each.status === 'fulfilled' ? each.value.file.close() : undefined)));
  }
}
