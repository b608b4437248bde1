import { defineCommand } from '../definition.ts';
import { WHICH_DATABASE } from './which-database.ts';

export const READER = defineCommand({
  name: 'reader',
  group: 'use',
  summary: 'Serves the pages to look at articles, speakers, runs and failures, and the API',
  usage: ['[--host HOST] [--port N]'],
  description: `It reads only, and has no login: on another address than 127.0.0.1 whoever reaches it may read. npm start serves it too. It works until it is interrupted.
${WHICH_DATABASE}`,
  options: {
    host: { type: 'string', value: 'HOST', summary: 'address to listen on instead of that of COPYDESK_READER_HOST' },
    port: { type: 'string', value: 'N', summary: 'port instead of that of COPYDESK_READER_PORT' },
  },
  examples: [
    { line: 'npm run reader', does: 'serves on 127.0.0.1, on port 8234 or any free one' },
    { line: 'npm run reader -- --port 9000', does: 'serves on that port, or says that it is taken' },
  ],
});
