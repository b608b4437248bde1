import { afterAll } from 'vitest';

const cleanUps: (() => unknown)[] = [];

/** Has something done when the test file is done, the last first; unlike `afterAll` it may be called within a test. */
export function atEnd(cleanUp: () => unknown): void {
  cleanUps.push(cleanUp);
}

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});
