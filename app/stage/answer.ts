import type { Line } from '../../activities/sources/lines.ts';
import { DocumentError } from '../../stages/errors.ts';
import { runStages, type StageOptions, toRawDocument } from './contract.ts';

/** What is read of a line of the input. */
type GivenLine = Pick<Line, 'bytes' | 'truncated'>;

/** How a line is processed. */
export interface AnswerOptions extends StageOptions {
  /** Largest document, in bytes. */
  maxBytes: number;
}

/** What one line of input gives: a line of output, and the exception behind it where that is a fault of ours. */
export interface Answer {
  json: string;
  fault?: Error;
}

/** The id at the head of a line that cannot be parsed, where it can be read. */
const ID_AT_HEAD = /^\s*\{\s*"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)/u;

function idOfUnparsable(text: string): unknown {
  const found = ID_AT_HEAD.exec(text)?.[1];
  if (found === undefined) return null;
  try {
    return JSON.parse(found);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function parse(line: GivenLine, maxBytes: number): { id: unknown; document?: unknown; error?: DocumentError } {
  const text = line.bytes.toString('utf8').replace(/^\ufeff/u, '');
  if (line.truncated) {
    const message = `the line is too long for a document of at most ${maxBytes} bytes; cut the document up`;
    return { id: idOfUnparsable(text), error: new DocumentError('TooLarge', message) };
  }
  try {
    const document: unknown = JSON.parse(text);
    const id = typeof document === 'object' && document !== null ? ((document as { id?: unknown }).id ?? null) : null;
    return { id, document };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const malformed = new DocumentError('MalformedInput', `the line is not JSON: ${error.message}`);
    return { id: idOfUnparsable(text), error: malformed };
  }
}

/**
 * Answers one line of the JSONL contract. Never throws: what is wrong with the input comes as `ok: false` with its
 * type; a fault of the program comes as `ok: false` of type `Internal` and, for the log, as `fault`.
 */
export async function answerLine(line: GivenLine, options: AnswerOptions): Promise<Answer> {
  const { maxBytes } = options;
  const { id, document, error } = parse(line, maxBytes);
  const refuse = (type: string, message: string) => JSON.stringify({ id, ok: false, error: { type, message } });
  if (error) return { json: refuse(error.type, error.message) };
  try {
    const fields = await runStages(toRawDocument(document, maxBytes), options);
    return { json: JSON.stringify({ id, ok: true, ...fields }) };
  } catch (thrown) {
    if (thrown instanceof DocumentError) return { json: refuse(thrown.type, thrown.message) };
    const fault = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { json: refuse('Internal', 'this document meets a fault of Copydesk; please report it'), fault };
  }
}
