/** What `promote` and `rollback` both take. @param pipeline what `--pipeline N` moves. */
export function moveOptions(pipeline: string) {
  return {
    pipeline: { type: 'string', value: 'N', summary: pipeline },
    'dry-run': { type: 'boolean', summary: 'tells what would change, and changes nothing' },
    json: { type: 'boolean', summary: 'prints what changes as an object' },
  } as const;
}
