import { describe, expect, test } from 'vitest';
import { createLogger, type LogFormat } from '../../../../app/telemetry/logger.ts';

/** What the SDK hands over with a line of an activity. */
const meta = {
  sdkComponent: 'activity',
  taskToken: 'Y29weWRlc2s=',
  isLocal: false,
  activityId: '3',
  activityType: 'normalize',
  workflowId: 'ingest:raw/ferry.txt',
  workflowRunId: '01a2',
  workflowType: 'ingestDocument',
  document: 'raw/ferry.txt',
  stage: 'normalize',
  durationMs: 12,
};

function logTo(format: LogFormat, level: 'debug' | 'info' = 'info') {
  const lines: string[] = [];
  return { lines, logger: createLogger({ format, level, stream: { write: (line) => void lines.push(line) } }) };
}

describe('JSON', () => {
  test('has a line an event, in our names', () => {
    const { lines, logger } = logTo('json');
    logger.info('normalize done', meta);
    logger.debug('not wanted', meta);
    expect(lines).toHaveLength(1);
    const { time, ...fields } = JSON.parse(lines[0]);
    expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(5_000);
    expect(fields).toEqual({
      level: 'info',
      component: 'activity',
      activity: 'normalize',
      workflowId: 'ingest:raw/ferry.txt',
      runId: '01a2',
      workflowType: 'ingestDocument',
      document: 'raw/ferry.txt',
      stage: 'normalize',
      durationMs: 12,
      message: 'normalize done',
    });
  });

  test('holds an error with its causes in the same line', () => {
    const { lines, logger } = logTo('json');
    logger.warn('Activity failed', { error: new TypeError('outer', { cause: new Error('inner') }) });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]).error).toMatchObject({
      type: 'TypeError',
      message: expect.stringMatching(/outer.*inner/u),
      stack: expect.stringContaining('logger.test.ts'),
    });
  });

  test('takes what is no JSON by itself', () => {
    const { lines, logger } = logTo('json');
    logger.info('a\n"b"', { count: 12n, absent: undefined });
    expect(JSON.parse(lines[0])).toMatchObject({ message: 'a\n"b"', count: 12 });
    expect(JSON.parse(lines[0])).not.toHaveProperty('absent');
  });
});

test('text is a line with what a person looks for, and the stack of an error', () => {
  const { lines, logger } = logTo('text');
  logger.info('normalize done', { ...meta, reason: 'two words' });
  logger.error('Activity failed', { error: new Error('outer') });
  expect(lines[0]).toMatch(
    /^[\dT:.-]+Z INFO {2}normalize done workflowId=ingest:raw\/ferry\.txt document=raw\/ferry\.txt stage=normalize durationMs=12 reason="two words"\n$/u,
  );
  expect(lines[1]).toMatch(/ ERROR Activity failed\nError: outer\n +at /u);
});

test('that a document’s run failed is told once, by what recorded it', () => {
  const { lines, logger } = logTo('json');
  logger.warn('Workflow failed', { workflowType: 'ingestDocument' });
  logger.warn('Workflow failed', { workflowType: 'ingestBatch' });
  expect(lines.map((line) => JSON.parse(line).workflowType)).toEqual(['ingestBatch']);
  const all = logTo('json', 'debug');
  all.logger.warn('Workflow failed', { workflowType: 'ingestDocument' });
  expect(all.lines).toHaveLength(1);
});
