import { STAGE_NAMES } from '../../stage/names.ts';
import { defineCommand } from '../definition.ts';

export const STAGE = defineCommand({
  name: 'stage',
  group: 'use',
  summary: 'Runs the stages over JSONL, without Temporal and without a database',
  usage: ['<normalize|entities|attribution|all> [--raw-offsets] < in.jsonl > out.jsonl'],
  description: `Reads documents on standard input and writes what the stages find on standard output, one line a document, in the same order. docs/stage-command.md has all fields.
In: {"id", "contentBase64" | "text", "contentType"?, "url"?}
Out: {"id", "ok": true, "title", "text", "paragraphs", "sentences", "entities", "attributions", "credits", …}, or {"id", "ok": false, "error": {"type", "message"}}: a bad line or document ends nothing.`,
  operands: [{ name: 'STAGE', summary: 'the last stage to run', values: STAGE_NAMES }],
  options: {
    'raw-offsets': {
      type: 'boolean',
      summary: 'text and spans are those of the decoded raw text instead of the normalised text',
    },
  },
  examples: [
    {
      line: `printf '{"id":"1","text":"It rained, said Ann Lee."}' | npm run -s stage -- attribution`,
      does: 'who said what in a sentence',
    },
  ],
  exitCodes: { 1: 'a fault of Copydesk, with its trace on standard error' },
  isSilent: true,
});
