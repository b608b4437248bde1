import { CHROMIUM_NAMES, findChromium } from '../../chromium.ts';
import { type Check, ok } from '../check.ts';

/** What the tests of the reader run in; nothing else needs it. */
export const checkChromium: Check = ({ environment }) => [
  ok(
    'Chromium',
    findChromium(environment) ??
      `none; only npm run test:browser needs one: ${CHROMIUM_NAMES.join(', ')} on PATH, or COPYDESK_CHROMIUM`,
  ),
];
