import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// A token-classification model small enough to be made by a test: one table, which gives each piece of a word its scores.
// The ONNX file is written field by field (github.com/onnx/onnx, onnx.proto).

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

const VARINT = 0;
const BYTES = 2;
const number = (field: number, value: number): Buffer => Buffer.concat([varint((field << 3) | VARINT), varint(value)]);

function message(field: number, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([varint((field << 3) | BYTES), varint(content.length), content]);
}

const FLOAT = 1;
const INT64 = 7;

/** A tensor that goes in or out: its name, type, and dimensions by name or size. */
function tensorInfo(field: number, name: string, type: number, dimensions: (string | number)[]): Buffer {
  const shape = dimensions.map((size) => message(1, typeof size === 'string' ? message(2, size) : number(1, size)));
  return message(field, message(1, name), message(2, message(1, number(1, type), message(2, ...shape))));
}

/** File beside the model that holds its table where the model itself does not. */
const TABLE_FILE = 'model.onnx_data';
const EXTERNAL = 1;

/** `logits = Gather(table, input_ids)` */
function onnx(table: Float32Array, pieces: number, labels: number, isApart: boolean): Buffer {
  const content = isApart
    ? [message(13, message(1, 'location'), message(2, TABLE_FILE)), number(14, EXTERNAL)]
    : [message(9, Buffer.from(table.buffer))];
  const weights = message(5, number(1, pieces), number(1, labels), number(2, FLOAT), message(8, 'table'), ...content);
  const node = message(1, message(1, 'table'), message(1, 'input_ids'), message(2, 'logits'), message(4, 'Gather'));
  const graph = message(
    7,
    node,
    message(2, 'names'),
    weights,
    tensorInfo(11, 'input_ids', INT64, ['batch', 'pieces']),
    tensorInfo(12, 'logits', FLOAT, ['batch', 'pieces', labels]),
  );
  const IR_VERSION = 8;
  const OPERATORS = 13;
  return Buffer.concat([number(1, IR_VERSION), graph, message(8, message(1, ''), number(2, OPERATORS))]);
}

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

export interface TinyModel {
  /** Pieces of words that have a label, and that label; `##er` goes on from another piece. All others are `O`. */
  pieces: Record<string, string>;
  /** Default: those of `pieces`, after `O`. */
  labels?: string[];
  architecture?: string;
  /** Pieces that it reads at once; null where it does not say. Default 16. */
  longest?: number | null;
  /** What its tokenizer says of that. Default nothing. */
  tokenizerLongest?: number;
  /** Whether the weights lie in a file of their own. */
  apart?: boolean;
}

/** Writes a model of `@huggingface/transformers` that labels words as it is told to. */
export async function writeTinyModel(folder: string, { pieces, ...rest }: TinyModel): Promise<void> {
  const { labels = ['O', ...new Set(Object.values(pieces))], architecture = 'BertForTokenClassification' } = rest;
  const { longest = 16, tokenizerLongest, apart = false } = rest;
  const vocabulary = [...SPECIAL, ...Object.keys(pieces)];
  const CERTAIN = 6;
  const table = new Float32Array(vocabulary.length * labels.length);
  vocabulary.forEach((piece, row) => {
    table[row * labels.length + Math.max(0, labels.indexOf(pieces[piece] ?? 'O'))] = CERTAIN;
  });
  const json = (name: string, content: unknown) => writeFile(join(folder, name), JSON.stringify(content));
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(join(folder, 'onnx/model.onnx'), onnx(table, vocabulary.length, labels.length, apart));
  if (apart) await writeFile(join(folder, 'onnx', TABLE_FILE), Buffer.from(table.buffer));
  await json('config.json', {
    model_type: 'bert',
    architectures: [architecture],
    id2label: { ...labels },
    label2id: Object.fromEntries(labels.map((label, i) => [label, i])),
    ...(longest !== null && { max_position_embeddings: longest + 2 }),
  });
  await json('tokenizer_config.json', {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: false,
    model_max_length: tokenizerLongest,
  });
  const special = (content: string, id: number) => ({ id, content, special: true, normalized: false });
  const around = (token: string) => ({ SpecialToken: { id: token, type_id: 0 } });
  await json('tokenizer.json', {
    version: '1.0',
    added_tokens: SPECIAL.map(special),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: false },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [around('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, around('[SEP]')],
      pair: [],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((token) => [token, { id: token, ids: [SPECIAL.indexOf(token)], tokens: [token] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
    },
  });
}
