import type { ApplicationFailure } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { asActivity } from '../../activities/failures.ts';
import { FetchFault } from '../../activities/sources/web.ts';
import { StageFault } from '../../activities/stage-runner/stage-fault.ts';
import { TriesExhausted } from '../../activities/tries.ts';
import { DocumentError } from '../../stages/errors.ts';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

/** What an activity gives to Temporal when its body throws this at that attempt. */
async function failureAt(attempt: number, error: unknown): Promise<ApplicationFailure> {
  const environment = new MockActivityEnvironment({ attempt }, { logger: new DefaultLogger('ERROR') });
  try {
    await environment.run(() => asActivity(() => Promise.reject(error)));
  } catch (failure) {
    return failure as ApplicationFailure;
  }
  throw new Error('The activity was to fail.');
}

describe('an activity', () => {
  test('gives a bad document up at once, with its type and attempts', async () => {
    expect(await failureAt(3, new DocumentError('TooLarge', 'cut it up'))).toMatchObject({
      type: 'TooLarge',
      message: 'cut it up',
      nonRetryable: true,
      details: [{ attempts: 3 }],
    });
  });

  test.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a shutdown of PostgreSQL', withCode('57P01')],
    ['a serialization failure', withCode('40001')],
    ['a full disk', withCode('ENOSPC')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
    ['a busy web server', new FetchFault('503')],
    ['a missing raw root', new Error('Cannot read the raw root', { cause: withCode('ENOENT') })],
    ['a stage, which counts for itself', new StageFault('normalize', new RangeError('x'))],
  ])('is tried again without limit after %s', async (_, error) => {
    expect(await failureAt(1000, error)).toBe(error);
  });

  test.each([
    ['a TypeError', new TypeError('x is not a function')],
    ['wrong use of Node', withCode('ERR_INVALID_ARG_TYPE')],
    ['a violated constraint', withCode('23514')],
    ['a value that PostgreSQL does not take', withCode('22021')],
    ['a row that is missing', new Error('No raw document abc: store it first.')],
    ['something that is no error', 'oops'],
  ])('is tried again a few times after %s', async (_, error) => {
    expect(await failureAt(4, error)).toBe(error);
    expect(await failureAt(5, error)).toMatchObject({
      type: 'StageFailed',
      nonRetryable: true,
      message: expect.stringContaining('please report it'),
    });
  });

  test('gives a stage up that was tried often enough', async () => {
    const exhausted = new TriesExhausted({ begun: 5, lastError: 'x' });
    expect(await failureAt(1, exhausted)).toMatchObject({ type: 'StageFailed', nonRetryable: true });
  });
});
