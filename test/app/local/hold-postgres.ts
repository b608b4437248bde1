import { startPostgres } from '../../../app/local/postgres.ts';

/** Starts PostgreSQL on a folder, says where, and stays until it is killed. */
const { url, pid } = await startPostgres({ dataDir: process.argv[2], settings: { fsync: 'off' } });
process.stdout.write(JSON.stringify({ url, pid }));
setInterval(() => undefined, 60_000);
