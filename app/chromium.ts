import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a Chromium is called on PATH. */
export const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The program of a Chromium: `COPYDESK_CHROMIUM`, else the first on PATH; null where there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  if (environment.COPYDESK_CHROMIUM) return environment.COPYDESK_CHROMIUM;
  const folders = (environment.PATH ?? '').split(delimiter);
  return CHROMIUM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: the next one may be.
    return false;
  }
}
