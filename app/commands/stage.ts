import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { LINE_BYTES_PER_DOCUMENT_BYTE, readLines } from '../../activities/sources/lines.ts';
import { loadConfig } from '../config.ts';
import { answerLine } from '../stage/answer.ts';
import { STAGE_NAMES, type StageName } from '../stage/contract.ts';

const USAGE = `Usage: npm run -s stage -- <normalize|entities|attribution|all> [--raw-offsets] < in.jsonl > out.jsonl

Reads documents as JSONL on standard input and writes what the stages find as JSONL on standard output: one line a
document, in the same order, without Temporal and without a database.

  in    {"id", "contentBase64" | "text", "contentType"?, "url"?}
  out   {"id", "ok": true, "title", "text", "paragraphs", "sentences", "entities", "attributions", "credits", …}
        {"id", "ok": false, "error": {"type", "message"}}

  --raw-offsets   text and spans are those of the decoded raw text instead of the normalised text
  -h, --help      this text

Example: printf '{"id":"1","text":"It rained, said Ann Lee."}' | npm run -s stage -- attribution`;

function readArguments(args: string[]): { stage: StageName; rawOffsets: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'raw-offsets': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return '';
    const stage = STAGE_NAMES.find((name) => name === positionals[0]);
    if (stage && positionals.length === 1) return { stage, rawOffsets: values['raw-offsets'] };
    return `stage: expected one of ${STAGE_NAMES.join(', ')}, got ${positionals.join(' ') || 'nothing'}`;
  } catch (error) {
    if (error instanceof TypeError) return `stage: ${error.message}`;
    throw error;
  }
}

/** Runs the command; gives its exit code: 0, 1 after a fault of the program, 2 for wrong usage. */
async function main(args: string[]): Promise<number> {
  const options = readArguments(args);
  if (typeof options === 'string') {
    if (options === '') {
      console.log(USAGE);
      return 0;
    }
    console.error(`${options}\n\n${USAGE}`);
    return 2;
  }
  const { maxBytes } = loadConfig();
  let exitCode = 0;
  for await (const line of readLines(process.stdin, maxBytes * LINE_BYTES_PER_DOCUMENT_BYTE)) {
    if (!line.truncated && line.bytes.toString('latin1').trim() === '') continue;
    const { json, fault } = answerLine(line, { ...options, maxBytes });
    if (fault) {
      console.error(fault.stack);
      exitCode = 1;
    }
    if (!process.stdout.write(`${json}\n`)) await once(process.stdout, 'drain');
  }
  return exitCode;
}

// A reader that has seen enough (`| head`) closes the pipe: that ends the work, and is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2));
