import type { Listing } from './entry.ts';

/** Where a listing of documents that the input holds goes on. */
export interface GivenPosition {
  /** Documents before it. */
  documents: number;
}

/** Characters that a person reads. */
const MAX_SOURCE = 500;

/** Lists the documents that the input itself names or holds, each as it was given: its own run says what is wrong with it. */
export async function* listGiven(
  documents: Record<string, unknown>[],
  from: GivenPosition | null,
): Listing<GivenPosition> {
  for (let number = from?.documents ?? 0; number < documents.length; number += 1) {
    const input = documents[number];
    yield {
      document: { source: sourceOf(input), input },
      position: { documents: number + 1 },
      share: (number + 1) / documents.length,
    };
  }
}

function sourceOf(input: Record<string, unknown>): string {
  const given = ['source', 'origin', 'key', 'url']
    .map((field) => input[field])
    .find((name) => typeof name === 'string');
  return ((given as string | undefined) ?? ('rawSha256' in input ? 'stored' : 'inline')).slice(0, MAX_SOURCE);
}
