import { type Config, ConfigError, loadConfig, SETTING_NAMES } from '../config.ts';
import { readRunningStack } from '../local/stack-file.ts';
import { type Check, type DoctorContext, type Finding, ok, problem } from './check.ts';
import { checkChromium } from './checks/chromium.ts';
import { checkDatabase } from './checks/database.ts';
import { checkMachine } from './checks/machine.ts';
import { checkNode } from './checks/node.ts';
import { checkPackages } from './checks/packages.ts';
import { checkPorts } from './checks/ports.ts';
import { checkSettings } from './checks/settings.ts';
import { checkStageModels } from './checks/stage-models.ts';
import { checkTemporal } from './checks/temporal.ts';
import { checkTemporalCli } from './checks/temporal-cli.ts';

const CHECKS: readonly Check[] = [
  checkMachine,
  checkNode,
  checkPackages,
  checkStageModels,
  checkTemporalCli,
  checkChromium,
  checkSettings,
  checkStack,
  checkPorts,
  checkDatabase,
  checkTemporal,
];

/** Runs all checks, at once. @returns what they found, in their order. */
export async function examine(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const config = usableConfig(environment);
  const context: DoctorContext = { config, environment, stack: readRunningStack(config.stateDir) };
  const found = await Promise.all(CHECKS.map(async (check) => check(context)));
  return found.flat();
}

function checkStack({ stack, config }: DoctorContext): Finding[] {
  const { stateDir } = config;
  if (stack === null) return [ok('Local stack', `none runs on ${stateDir}; npm start starts one`)];
  const { start, worker } = stack.processes;
  if (worker !== null) return [ok('Local stack', `process ${start.pid} runs it, worker ${worker.pid}, on ${stateDir}`)];
  return [
    problem('Local stack', `process ${start.pid} runs it, without a worker`, 'end it and start it again: npm start'),
  ];
}

/** The settings, where those that make no sense have their defaults: `checkSettings` tells of these. */
function usableConfig(environment: NodeJS.ProcessEnv): Config {
  const usable = SETTING_NAMES.filter((name) => {
    try {
      loadConfig({ [name]: environment[name] });
      return true;
    } catch (error) {
      if (error instanceof ConfigError) return false;
      throw error;
    }
  });
  return loadConfig(Object.fromEntries(usable.map((name) => [name, environment[name]])));
}
