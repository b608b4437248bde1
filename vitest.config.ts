import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/stages/**/*.test.ts', 'test/app/unit/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
