import { z } from 'zod';
import type { FailureSelection } from '../../db/reprocess/open-failures.ts';
import type { Selection } from '../../db/reprocess/selection.ts';
import type { Stage } from '../../db/stage-versions.ts';
import { OPTIONS } from '../batch/input.ts';
import type { BatchOptions } from '../batch/types.ts';
import { describeIssues, exactly, malformed } from '../sources/input.ts';

const STAGES = ['normalize', 'entities', 'attribution'] as const;

const number = z.int({ error: 'is no whole number' }).positive({ error: 'is not above 0' });
const time = z.iso.datetime({ offset: true, local: true, error: 'is no time such as 2026-03-04T00:00:00Z' });
const pattern = z
  .string({ error: 'is no pattern such as raw/*' })
  .min(1, { error: 'is empty' })
  .refine((value) => !/\p{Cc}|\p{Cs}/u.test(value), { error: 'holds a control character or half a character' });

const INPUT = exactly({
  stage: z.string().optional(),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{8,64}$/u, { error: 'is no 8 to 64 lower-case hexadecimal digits' })
    .optional(),
  keys: z
    .union([pattern, z.array(pattern).min(1)], { error: 'is no pattern such as raw/*, nor a list of them' })
    .optional(),
  since: time.optional(),
  until: time.optional(),
  version: number.optional(),
  pipeline: number.optional(),
  failures: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  force: z.boolean().default(false),
  ...OPTIONS,
});

/** What only selects documents that are here. */
const OF_VERSIONS = ['fingerprint', 'version', 'pipeline', 'force'] as const;

/** What `reprocess` was given, checked. */
export type CheckedReprocess = { dryRun: boolean; options: BatchOptions } & (
  | { form: 'stale'; selection: Omit<Selection, 'today'>; force: Stage[] }
  | { form: 'failures'; selection: FailureSelection }
);

/**
 * Checks what a person or program gave to `reprocess`; nothing at all stands for all that is stale.
 * @throws DocumentError: MalformedInput, with each field that is wrong.
 */
export function checkReprocessInput(input: unknown = {}): CheckedReprocess {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw malformed(
      `the input is ${JSON.stringify(input)?.slice(0, 80)}; reprocess takes {} for all that is stale, or conditions such as {"stage": "attribution", "dryRun": true}`,
    );
  }
  const { data, error } = INPUT.safeParse(input);
  if (error) throw malformed(describeIssues(error));
  const { failures, dryRun, force, window, chunkSize, rate, stage, keys: given, ...conditions } = data;
  const keys = given === undefined ? undefined : [given].flat();
  const options = { window, chunkSize, rate };
  if (failures) {
    const senseless = OF_VERSIONS.filter((name) => data[name] !== undefined && data[name] !== false);
    if (senseless.length > 0) {
      throw malformed(`"${senseless.join('", "')}" cannot be asked of failures, which have no version: leave it out`);
    }
    const { since, until } = conditions;
    return { form: 'failures', dryRun, options, selection: { stage, keys, since, until } };
  }
  if (stage !== undefined && !isStage(stage)) throw malformed(`"stage" is none of ${STAGES.join(', ')}`);
  const again = stage === undefined ? [...STAGES] : [stage];
  const selection = { ...conditions, stage, keys, force };
  return { form: 'stale', dryRun, options, selection, force: force ? again : [] };
}

function isStage(name: string): name is Stage {
  return (STAGES as readonly string[]).includes(name);
}
