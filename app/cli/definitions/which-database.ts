/** For the help of commands that ask a database. */
export const WHICH_DATABASE =
  'The database is that of DATABASE_URL, else that of the running local stack, else the embedded one, which is started for the command.';
