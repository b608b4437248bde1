import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Check, ok } from '../check.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** What the tests of the reader run in; nothing else needs it. */
export const checkChromium: Check = ({ environment }) => {
  const folders = (environment.PATH ?? '').split(delimiter);
  const found =
    environment.COPYDESK_CHROMIUM ??
    NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  return [
    ok(
      'Chromium',
      found ?? `none; only npm run test:browser needs one: ${NAMES.join(', ')} on PATH, or COPYDESK_CHROMIUM`,
    ),
  ];
};

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: the next one may be.
    return false;
  }
}
