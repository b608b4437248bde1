import { startReader } from '../../app/reader/server.ts';
import { atEnd } from './clean-up.ts';

/** Serves the reader on a database until the file's tests are done. @returns `http://host:port`. */
export async function serveReader(databaseUrl: string): Promise<string> {
  const { url, stop } = await startReader({
    databaseUrl,
    host: '127.0.0.1',
    port: undefined,
    temporalUi: 'http://127.0.0.1:8233',
    namespace: 'default',
    taskQueue: 'documents',
    onWarning: (message) => {
      throw new Error(message);
    },
  });
  atEnd(stop);
  return url;
}
