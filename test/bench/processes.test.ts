import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { summarise } from '../../bench/pipeline/figures/percentiles.ts';
import { cpuSecondsOf, peakMemoryOf } from '../../bench/pipeline/processes.ts';

/** Works for 0.2 s of CPU time. */
const BURN = 'const t = process.cpuUsage(); while (process.cpuUsage(t).user < 200_000);';

test('the CPU time of a process has that of its children, running and ended', { timeout: 60_000 }, async () => {
  const script = `
    const { spawnSync } = require('node:child_process');
    spawnSync(process.execPath, ['-e', ${JSON.stringify(BURN)}]);
    ${BURN}
    console.log('done');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    const seconds = cpuSecondsOf(child.pid as number);
    expect(seconds).toBeGreaterThan(0.38);
    expect(seconds).toBeLessThan(3);
    expect(peakMemoryOf(child.pid as number)).toBeGreaterThan(10 * 2 ** 20);
  } finally {
    child.kill('SIGKILL');
  }
});

test('percentiles are those of the nearest rank', () => {
  expect(summarise([4, 1, 3, 2])).toEqual({ runs: 4, p50: 2, p95: 4 });
  expect(summarise(Array.from({ length: 100 }, (_, i) => i + 1))).toEqual({ runs: 100, p50: 50, p95: 95 });
});
