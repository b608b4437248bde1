import { CONDITION_COLUMNS, OPERATORS } from '../../../db/reading/export-conditions.ts';
import { FORMATS } from '../../export/formats.ts';
import { DEFAULT_BASE } from '../../export/identifiers.ts';
import { defineCommand } from '../definition.ts';
import { WHICH_DATABASE } from './which-database.ts';

export const EXPORT = defineCommand({
  name: 'export',
  group: 'use',
  summary: 'Writes articles with their facts in a format that others read',
  usage: ['--format FORMAT [--out FILE] [conditions]'],
  description: `The formats: ${FORMATS.map(({ name, description }) => `${name} (${description})`).join('; ')}.
All is as it was at one moment. An article is taken where all conditions hold. --where takes "column operator value", with a column of ${Object.keys(CONDITION_COLUMNS).join(', ')}, and an operator of ${OPERATORS.join(' ')}; after the last, * stands for anything and ? for one character. Text is compared without regard to case; a day, month or year is meant as a whole.
${WHICH_DATABASE}`,
  options: {
    format: {
      type: 'string',
      short: 'f',
      value: 'FORMAT',
      values: FORMATS.map(({ name }) => name),
      summary: 'how it is written',
    },
    out: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      default: '-',
      values: 'file',
      summary: 'where to, for parquet a new folder; - for standard output',
    },
    document: { type: 'string', value: 'KEY', multiple: true, summary: 'the document with this key, or one of these' },
    key: { type: 'string', value: 'PATTERN', summary: 'keys in which * stands for anything and ? for one character' },
    outlet: { type: 'string', value: 'NAME', summary: 'the publication' },
    language: { type: 'string', value: 'CODE', summary: 'ISO 639-1' },
    speaker: { type: 'string', value: 'NAME', summary: 'articles in which somebody of this name says something' },
    since: { type: 'string', value: 'DATE', summary: 'published on that day or later' },
    until: { type: 'string', value: 'DATE', summary: 'published on that day or before' },
    where: { type: 'string', value: 'CONDITION', multiple: true, summary: 'another condition' },
    versions: {
      type: 'string',
      value: 'WHICH',
      default: 'current',
      values: ['current', 'all'],
      summary: 'the version that readers see of each document, or every one',
    },
    base: {
      type: 'string',
      value: 'URI',
      default: DEFAULT_BASE,
      summary: 'what identifiers begin with, such as the address of the reader page',
    },
  },
  examples: [
    {
      line: 'npm run -s export -- --format jsonl --speaker "Helen Okafor" > okafor.jsonl',
      does: 'articles in which she says something, as JSON Lines',
    },
    {
      line: 'npm run -s export -- --format parquet --out facts --since 2025-01-01',
      does: 'tables for DuckDB and pandas in the folder facts',
    },
    {
      line: 'npm run -s export -- --format conll --where "length < 2000" --where "document ~ raw/*"',
      does: 'words with entities, of short articles',
    },
  ],
  isSilent: true,
});
