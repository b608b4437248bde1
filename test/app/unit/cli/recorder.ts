import { Writable } from 'node:stream';
import type { Output } from '../../../../app/cli/style.ts';

/** An output that keeps what is written to it; as a terminal it knows 16 colours. */
export function recorder(isTTY: boolean, columns = 80): Output & { writes: string[] } {
  const writes: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      writes.push(text);
      done();
    },
  });
  return Object.assign(output, { writes, isTTY, columns, getColorDepth: () => 4 });
}
