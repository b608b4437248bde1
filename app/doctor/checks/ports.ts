import { isFreePort } from '../../local/ports.ts';
import { type Check, type DoctorContext, type Finding, ok, problem } from '../check.ts';
import { portOwner } from '../port-owner.ts';

/** A port that the local stack uses. */
interface Port {
  what: string;
  setting: string;
  /** As it is set; undefined leaves the choice to the stack. */
  given: number | undefined;
  /** Taken where it is free and none is set; null for any. */
  usual: number | null;
}

/** The ports of the local stack: who has them, and whether that is in the way. */
export const checkPorts: Check = async (context) => {
  const { config, stack } = context;
  const ports: Port[] = [
    { what: 'PostgreSQL', setting: 'COPYDESK_POSTGRES_PORT', given: config.postgresPort, usual: null },
    { what: 'Temporal', setting: 'COPYDESK_TEMPORAL_PORT', given: config.temporalPort, usual: 7233 },
    { what: 'the Temporal UI', setting: 'COPYDESK_TEMPORAL_UI_PORT', given: config.temporalUiPort, usual: 8233 },
    { what: 'the reader', setting: 'COPYDESK_READER_PORT', given: config.readerPort, usual: 8234 },
  ];
  const found = await Promise.all(ports.map((port) => checkPort(port, context)));
  const all = found.flat();
  if (all.length > 0 || stack !== null) return all;
  return [ok('Ports', 'those of the local stack are free')];
};

async function checkPort({ what, setting, given, usual }: Port, { stack }: DoctorContext): Promise<Finding[]> {
  const port = given ?? usual;
  if (port === null || (await isFreePort(port))) return [];
  const owner = await portOwner(port);
  // Given back meanwhile.
  if (owner === null && (await isFreePort(port))) return [];
  const by = owner ?? 'another user’s process';
  const name = `Port ${port}`;
  // The running stack's own, as like as not: it has taken what it wanted, or something else.
  if (stack !== null) return [ok(name, `for ${what}: ${by} has it; the local stack runs`)];
  if (given === undefined) return [ok(name, `usual for ${what}, is taken by ${by}: npm start takes another`)];
  return [
    problem(
      name,
      `wanted for ${what} by ${setting}, is taken by ${by}: npm start ends with that`,
      `end that, or unset ${setting} to have a free one taken`,
    ),
  ];
}
