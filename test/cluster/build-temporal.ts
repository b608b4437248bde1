import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, cp, mkdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Of the server; the Temporal CLI that the local stack downloads brings the same one. */
export const TEMPORAL_SERVER_VERSION = '1.32.0';

const MODULE = `go.temporal.io/server`;
/** Where Go's own installer puts it, which does not change PATH by itself. */
const GO_FOLDERS = ['/usr/local/go/bin'];
/** Milliseconds for downloading and compiling some 400 packages on a small machine. */
const BUILD_TIMEOUT = 40 * 60_000;

/** A Temporal server's programs and its schema, as built from its Go module. */
export interface TemporalBuild {
  /** Program `server`. */
  server: string;
  /** Program `temporal-sql-tool`. */
  sqlTool: string;
  /** Folder with `temporal/versioned` and `visibility/versioned`. */
  schema: string;
}

/** @returns the program `go`; null where there is none. */
export async function findGo(searchPath = process.env.PATH ?? ''): Promise<string | null> {
  for (const folder of [...searchPath.split(delimiter), ...GO_FOLDERS]) {
    const program = join(folder, 'go');
    if (folder !== '' && existsSync(program)) return program;
  }
  return null;
}

/**
 * Builds the Temporal server in the state folder, once: later calls find it there.
 *
 * @throws when the build fails, with what Go said: no network, or a Go older than the server wants.
 */
export async function buildTemporal(
  go: string,
  stateDir: string,
  onProgress: (message: string) => void,
): Promise<TemporalBuild> {
  const folder = join(stateDir, `temporal-server-${TEMPORAL_SERVER_VERSION}`);
  const build = { server: join(folder, 'server'), sqlTool: join(folder, 'sql'), schema: join(folder, 'schema') };
  if (existsSync(build.schema)) {
    await Promise.all([build.server, build.sqlTool].map((program) => access(program, constants.X_OK)));
    return build;
  }
  onProgress(`Building Temporal ${TEMPORAL_SERVER_VERSION} from its Go module: this takes minutes, once …`);
  await mkdir(folder, { recursive: true });
  const options = { env: { ...process.env, GOBIN: folder }, timeout: BUILD_TIMEOUT, maxBuffer: 64 * 2 ** 20 };
  for (const command of ['cmd/server', 'cmd/tools/sql']) {
    await run(go, ['install', `${MODULE}/${command}@v${TEMPORAL_SERVER_VERSION}`], options);
  }
  const { stdout } = await run(go, ['mod', 'download', '-json', `${MODULE}@v${TEMPORAL_SERVER_VERSION}`], options);
  const { Dir: source } = JSON.parse(stdout) as { Dir: string };
  // The schema comes last and in one move: it tells that the build is whole. The module cache is read-only.
  const unfinished = `${build.schema}.new`;
  await rm(unfinished, { recursive: true, force: true });
  for (const part of ['temporal', 'visibility']) {
    const versioned = join(part, 'versioned');
    await cp(join(source, 'schema', 'postgresql', 'v12', versioned), join(unfinished, versioned), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }
  await run('chmod', ['-R', 'u+w', unfinished]);
  await rename(unfinished, build.schema);
  return build;
}
