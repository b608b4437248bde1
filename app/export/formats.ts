import { conll } from './conll/index.ts';
import type { ExportFormat } from './format.ts';
import { jsonl } from './jsonl.ts';
import { ninjs } from './ninjs.ts';
import { parquet } from './parquet/index.ts';
import { schemaOrg } from './schema-org.ts';
import { webAnnotation } from './web-annotation.ts';

/** All formats, as `--help` lists them. A new one is a file beside these, and a place in this list. */
export const FORMATS: readonly ExportFormat[] = [jsonl, webAnnotation, schemaOrg, ninjs, conll, parquet];
