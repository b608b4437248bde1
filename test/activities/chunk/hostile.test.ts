import { expect, test } from 'vitest';
import { createTestDatabase } from '../../support/postgres.ts';
import { startHostilePool } from '../../support/stage-pool.ts';
import { createChunkRoom } from './chunk-room.ts';

const { db } = await createTestDatabase();
const room = await createChunkRoom(db);

test('documents that hang a thread, end it or eat its memory are handed to their own runs, and harm no others', async () => {
  const runner = await startHostilePool({ limit: () => 20_000 });
  const deeds = new Map([
    [3, 'HANG'],
    [9, 'EXIT 1'],
    [14, 'THROW no paint'],
    [20, 'EAT'],
  ]);
  const batch = await room.list(
    Array.from({ length: 30 }, (_, i) => {
      const source = `hostile-${i}`;
      return {
        source,
        input: { text: `${deeds.get(i) ?? 'Rain.'}\nIt rained on field ${i}, said Ada Okoye.`, key: source },
      };
    }),
  );
  const result = await batch.begin(undefined, { runner }).ended;
  expect(result.failed.map(({ position }) => position)).toEqual([...deeds.keys()]);
  expect(result.published).toBe(30 - deeds.size);
}, 180_000);
