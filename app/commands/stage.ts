import { once } from 'node:events';
import { join } from 'node:path';
import { entityModel } from '../../activities/entity-tagger/index.ts';
import { LINE_BYTES_PER_DOCUMENT_BYTE, readLines } from '../../activities/sources/lines.ts';
import { openTransformers } from '../../stages/entities/transformers/index.ts';
import { STAGE } from '../cli/definitions/stage.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { loadConfig } from '../config.ts';
import { answerLine } from '../stage/answer.ts';
import { STAGE_NAMES } from '../stage/names.ts';

await runCommand(STAGE, async ({ values, operands }) => {
  const stage = STAGE_NAMES.find((name) => name === operands[0]);
  if (stage === undefined || operands.length > 1) {
    throw new UsageError(`expected one of ${STAGE_NAMES.join(', ')}, got ${operands.join(' ') || 'nothing'}`);
  }
  const { maxBytes, entityTagger, stateDir } = loadConfig();
  const model = stage === 'normalize' ? undefined : await entityModel(entityTagger, join(stateDir, 'models'));
  const tag = model && (await openTransformers(model.folder));
  const options = { stage, rawOffsets: values['raw-offsets'], maxBytes, ...(tag && { tag }) };
  let exitCode: number = EXIT.done;
  for await (const line of readLines(process.stdin, maxBytes * LINE_BYTES_PER_DOCUMENT_BYTE)) {
    if (!line.truncated && line.bytes.toString('latin1').trim() === '') continue;
    const { json, fault } = await answerLine(line, options);
    if (fault) {
      console.error(fault.stack);
      exitCode = EXIT.failed;
    }
    if (!process.stdout.write(`${json}\n`)) await once(process.stdout, 'drain');
  }
  return exitCode;
});
