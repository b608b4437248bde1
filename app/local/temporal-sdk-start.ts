import { TestWorkflowEnvironment } from '@temporalio/testing';

/** Run by `temporal-sdk-download.ts` with a folder: answers with an empty message, or with what went wrong. */
const [downloadDir] = process.argv.slice(2) as [string];
let failure = '';
try {
  const executable = { type: 'cached-download', downloadDir } as const;
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await environment.teardown();
} catch (error) {
  // The reason stands at the end of a chain that repeats the address.
  failure = (error as Error).message.split('): ').at(-1) ?? String(error);
}
process.send?.(failure, () => process.exit());
