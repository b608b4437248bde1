import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Check, ok, problem, warning } from '../check.ts';

const run = promisify(execFile);

/** The least major version that runs TypeScript as it is. */
const LEAST_NODE = 24;

/** The Node that commands run under, which comes with the dependencies, and npm, which starts it. */
export const checkNode: Check = async ({ environment }) => {
  const node =
    Number.parseInt(process.versions.node, 10) >= LEAST_NODE
      ? ok('Node.js', process.version)
      : problem(
          'Node.js',
          `${process.version} runs this; TypeScript needs ${LEAST_NODE} or newer`,
          'start commands by npm run, which brings its own Node',
        );
  return [node, await checkNpm(environment)];
};

async function checkNpm({ npm_config_user_agent: agent }: NodeJS.ProcessEnv) {
  // npm says which it is to what it runs.
  const [, running] = /\bnpm\/(\S+)/u.exec(agent ?? '') ?? [];
  if (running !== undefined) return ok('npm', running);
  try {
    const { stdout } = await run('npm', ['--version'], { shell: process.platform === 'win32' });
    return ok('npm', stdout.trim());
  } catch (error) {
    const { message } = error as Error;
    return warning(
      'npm',
      `it does not run (${message.split('\n')[0]}), and commands are started by it`,
      'install npm, which comes with Node.js: https://nodejs.org',
    );
  }
}
