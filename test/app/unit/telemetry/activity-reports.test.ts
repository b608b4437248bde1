import { describe, expect, test } from 'vitest';
import { READERS } from '../../../../app/telemetry/activity-reports.ts';
import { createMetrics } from '../../../../app/telemetry/metrics.ts';

const chunk = { batchId: 7, from: 100, to: 150 };
const counts = {
  published: 45,
  unchanged: 2,
  superseded: 0,
  duplicate: 1,
  reused: { normalize: 3, entities: 2, attribution: 1 },
};

describe('a chunk', () => {
  test('counts its documents, but those that have runs of their own', async () => {
    const metrics = createMetrics();
    const failed = [{ position: 101 }, { position: 102 }];
    const { subject, report } = READERS.ingestChunk ?? {};
    expect(subject?.(chunk)).toEqual({ batchId: 7, positions: '100–149' });
    expect(report?.(metrics, { ...counts, failed }, chunk)).toMatchObject({ published: 45, handedOver: 2 });
    const text = await metrics.registry.metrics();
    expect(text).toContain('copydesk_documents_total{outcome="published",kind="batch"} 45');
    expect(text).toContain('copydesk_stage_reused_total{stage="normalize"} 3');
    expect(text).not.toContain('outcome="failed"');
  });

  test('counts once where it is asked for again', async () => {
    const metrics = createMetrics();
    READERS.ingestChunk?.report?.(metrics, { ...counts, failed: [{ position: 101 }], hasMore: true }, chunk);
    READERS.ingestChunk?.report?.(metrics, { ...counts, failed: [] }, chunk);
    expect(await metrics.registry.metrics()).toContain('copydesk_documents_total{outcome="published",kind="batch"} 45');
  });
});

describe('a failure', () => {
  const failure = (errorType: string) => ({
    errorType,
    key: null,
    source: 'raw/a.txt',
    stage: 'normalize',
    attempts: 5,
  });

  test.each([
    ['StageFailed', 'failed', 'error'],
    ['EmptyDocument', 'failed', 'warn'],
    ['Cancelled', 'cancelled', 'warn'],
  ])('of type %s counts as %s and is logged at %s', async (type, outcome, level) => {
    const metrics = createMetrics();
    const reader = READERS.recordFailure;
    expect(reader?.subject(failure(type))).toEqual({ document: 'raw/a.txt', stage: 'normalize' });
    expect(reader?.report?.(metrics, {}, failure(type))).toMatchObject({ outcome, errorType: type });
    expect(reader?.level?.(failure(type))).toBe(level);
    const text = await metrics.registry.metrics();
    expect(text).toContain(`copydesk_failures_total{type="${type}"} 1`);
    expect(text).toContain(`copydesk_documents_total{outcome="${outcome}",kind="single"} 1`);
  });
});

test('an input of any form is described', () => {
  for (const input of [null, 'raw/a.txt', {}, { source: 3 }]) {
    expect(READERS.acquire?.subject({ input })).toEqual({ document: 'unreadable input', stage: 'acquire' });
  }
});
