import { DocumentError } from '../../../stages/errors.ts';
import { addressBytes } from '../../sources/bytes.ts';
import type { StreamSettings } from '../../sources/stream.ts';
import { type ContainerPosition, containerOf } from './containers.ts';
import type { Listing } from './entry.ts';

/**
 * Lists the documents of a file of lines or a web archive at an http(s) address.
 * @throws DocumentError: MalformedInput, RefusedAddress, NotFound; FetchFault; ApplicationFailure SourceChanged.
 */
export async function* listAddress(
  address: string,
  from: ContainerPosition | null,
  settings: StreamSettings & { maxBytes: number },
  signal: AbortSignal,
): Listing<ContainerPosition> {
  const container = URL.canParse(address) ? containerOf(new URL(address).pathname) : null;
  if (!container) {
    throw new DocumentError(
      'MalformedInput',
      `${address} is the address of one document, or none: give it to ingestDocument; a batch takes those that end in .jsonl, .jsonl.gz, .warc or .warc.gz`,
    );
  }
  yield* container(addressBytes(address, settings, signal), from, settings.maxBytes);
}
