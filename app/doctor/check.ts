import type { Config } from '../config.ts';
import type { StackFile } from '../local/stack-file.ts';

/** `warning`: it works, and something could go better or is not what was meant. `problem`: something will not work. */
export type Status = 'ok' | 'warning' | 'problem';

/** What a check found. */
export interface Finding {
  /** What was looked at: `PostgreSQL`. */
  check: string;
  status: Status;
  /** How it is, and what that means. */
  found: string;
  /** The exact thing to do; null where nothing is to be done. */
  advice: string | null;
}

/** What the checks look at. */
export interface DoctorContext {
  /** The settings in force; those that make no sense have their defaults. */
  config: Config;
  environment: NodeJS.ProcessEnv;
  /** What the running local stack serves; null where none runs on this state folder. */
  stack: StackFile | null;
}

/** Looks at one thing, and changes nothing. */
export type Check = (context: DoctorContext) => Promise<Finding[]> | Finding[];

/** All is well. */
export function ok(check: string, found: string): Finding {
  return { check, status: 'ok', found, advice: null };
}

/** It works, but. */
export function warning(check: string, found: string, advice: string): Finding {
  return { check, status: 'warning', found, advice };
}

/** It will not work. */
export function problem(check: string, found: string, advice: string): Finding {
  return { check, status: 'problem', found, advice };
}

/** Bytes for a person: `1.5 GiB`. */
export function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
