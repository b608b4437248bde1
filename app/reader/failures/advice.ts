import type { DocumentErrorType } from '../../../stages/errors.ts';

/** What mends each type of error; docs/operations.md says more. */
const ADVICE: Record<DocumentErrorType | 'StageFailed' | 'Cancelled', string> = {
  MalformedInput: 'Correct the field or line that the message names.',
  NotFound:
    'Put the file, line or page there, readable for the worker’s account. A page that is gone for good stays a failure.',
  NotAFile: 'Name one file, or ingest the folder as a batch.',
  OutsideRawRoot: 'Copy the file into the raw folder.',
  MultipleDocuments: 'Add #ID or #L and the line’s number, or ingest the file as a batch.',
  RefusedAddress: 'Set COPYDESK_ALLOW_PRIVATE_ADDRESSES=true where it is a server of your own; else give the text.',
  Unreachable: 'Retry when the site is back.',
  TooLarge: 'Cut it up, or raise COPYDESK_MAX_BYTES on all workers.',
  EmptyDocument: 'A page that is made by JavaScript has no text: give the text.',
  UnsupportedType: 'Convert it to text or HTML.',
  StageFailed: 'A fault of Copydesk: the worker’s log has it. Report it, and retry when it is mended.',
  Cancelled: 'Retry if that was not meant.',
};

/** What mends an error. @param errorType as the failure has it. */
export function adviceFor(errorType: string): string {
  return ADVICE[errorType as keyof typeof ADVICE] ?? 'The run’s history in Temporal shows each try.';
}
