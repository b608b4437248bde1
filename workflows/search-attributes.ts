import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';

/** What runs can be found by in the UI and by `temporal workflow list`; a worker makes them when it starts. */
export const SEARCH_ATTRIBUTES = {
  /** The document's key; of a document that could not be acquired, its key or source as given. */
  key: keyword('CopydeskKey'),
  /** The publication, where the document names it. */
  outlet: keyword('CopydeskOutlet'),
  /** `acquired` while the stages run; the stage in which the run ended. */
  stage: keyword('CopydeskStage'),
  /** How the run ended: `published`, `unchanged`, `superseded`, `completed` (a batch), `failed`, `cancelled`. */
  outcome: keyword('CopydeskOutcome'),
};

/** Characters that an attribute has room for where Temporal keeps its index in a database. */
const MAX_LENGTH = 255;

/**
 * Makes the run findable by what is given; each call adds an event to its history. Only for a run whose activities have
 * said that the server knows the attributes (`searchable`): elsewhere the workflow task would fail for ever.
 */
export function makeSearchable(values: Partial<Record<keyof typeof SEARCH_ATTRIBUTES, string | null>>): void {
  upsertSearchAttributes(
    Object.entries(values).flatMap(([name, value]) =>
      value ? [{ key: SEARCH_ATTRIBUTES[name as keyof typeof SEARCH_ATTRIBUTES], value: shortened(value) }] : [],
    ),
  );
}

function keyword(name: string) {
  return defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
}

/** Control characters and half characters, which an input that was not checked may have, would not be taken. */
function shortened(value: string): string {
  const characters = [...value.toWellFormed().replaceAll(/\p{Cc}/gu, '\ufffd')];
  return characters.length <= MAX_LENGTH ? characters.join('') : `${characters.slice(0, MAX_LENGTH - 1).join('')}…`;
}
