import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { PROJECT_ROOT } from '../../../app/config.ts';

/** Where and of what figures were taken. */
export interface Machine {
  /** Git commit, with `+` where the tree had changes. */
  commit: string;
  date: string;
  node: string;
  cores: number;
  processor: string;
  /** Bytes. */
  memory: number;
}

export function describeMachine(): Machine {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: PROJECT_ROOT, encoding: 'utf8' }).trim();
  const changes = git('status', '--porcelain', '--untracked-files=no');
  return {
    commit: git('rev-parse', '--short=10', 'HEAD') + (changes === '' ? '' : '+'),
    date: new Date().toISOString(),
    node: process.version,
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memory: totalmem(),
  };
}
