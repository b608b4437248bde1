import { distance, nearest } from '../../cli/nearest.ts';
import { ConfigError, loadConfig, SETTING_NAMES } from '../../config.ts';
import { temporalSettings } from '../../temporal-settings.ts';
import { type Check, type Finding, ok, problem, warning } from '../check.ts';

/** What is read beside the settings: by tests, and by Temporal's own tools. */
const OTHERS = [
  'COPYDESK_CHROMIUM',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS',
  'TEMPORAL_PROFILE',
  'TEMPORAL_CONFIG_FILE',
];
const KNOWN = [...SETTING_NAMES, ...OTHERS];

/** Whether all settings make sense, and whether all that look like settings are some. */
export const checkSettings: Check = ({ environment }) => {
  const wrong = [() => loadConfig(environment), () => temporalSettings(environment)].flatMap(messages);
  const set = SETTING_NAMES.filter((name) => environment[name]?.trim());
  return [
    ...wrong.map((message) => problem('Settings', message, 'correct or unset it: docs/configuration.md has all')),
    ...Object.keys(environment).flatMap(misspelt),
    ...(wrong.length === 0 ? [ok('Settings', set.length === 0 ? 'all as they are by default' : set.join(', '))] : []),
  ];
};

/** What is wrong, one message a setting. */
function messages(load: () => unknown): string[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

/** Names of Copydesk's own that it does not know, and those of others that are nearly names that it knows. */
function misspelt(name: string): Finding[] {
  if (KNOWN.includes(name)) return [];
  const near = nearest(name, KNOWN);
  const isOwn = name.startsWith('COPYDESK_');
  // Others' variables are many: one is meant for us where it is a slip of the finger away from ours.
  if (!isOwn && (near === null || distance(name, near) > 1)) return [];
  const meant = near === null ? '' : `: did you mean ${near}?`;
  const advice = near === null ? `unset ${name}` : `rename it to ${near}, or unset it`;
  return [warning('Settings', `nothing reads ${name}${meant}`, advice)];
}
