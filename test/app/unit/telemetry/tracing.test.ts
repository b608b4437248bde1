import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { trace } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { startTracingIfWanted } from '../../../../app/telemetry/tracing-if-wanted.ts';

test('nothing is traced where no collector is named', async () => {
  const logger = { warn: () => undefined };
  expect(await startTracingIfWanted(logger, {})).toBeNull();
  expect(await startTracingIfWanted(logger, { OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toBeNull();
  const disabled = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' };
  expect(await startTracingIfWanted(logger, disabled)).toBeNull();
});

test('a collector that never answers does not hold up the end, and is told of', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const warnings: string[] = [];
  const tracing = await startTracingIfWanted({ warn: (message) => warnings.push(message) });
  if (!tracing) throw new Error('Tracing was to begin.');
  const span = await tracing.inSpan('stage normalize', {}, async () => {
    await Promise.resolve();
    return trace.getActiveSpan();
  });
  // Followed across what is awaited.
  expect(span?.isRecording()).toBe(false);
  await expect(tracing.inSpan('stage normalize', {}, () => Promise.reject(new Error('bad')))).rejects.toThrow('bad');
  const start = performance.now();
  await tracing.stop();
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(warnings).toEqual([expect.stringContaining('spans are lost')]);
  silent.closeAllConnections();
  silent.close();
});
