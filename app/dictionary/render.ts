import type { DatabaseFunction, Relation, readSchema } from './read-schema.ts';

const HEAD = `# The data dictionary

Every table, view, column and function with the comment that it has in the database, made by \`npm run docs:dictionary\`: change
the comments in \`migrations/\`, not this page. [database.md](database.md) says why they are as they are, and
[cookbook.md](cookbook.md) what can be asked.`;

/** The page docs/dictionary.md. */
export function renderDictionary({ relations, functions }: Awaited<ReturnType<typeof readSchema>>): string {
  const of = (kind: Relation['kind']) => relations.filter((relation) => relation.kind === kind);
  const contents = (kind: Relation['kind']) =>
    of(kind)
      .map(({ name }) => `[${name}](#${name})`)
      .join(', ');
  return `${[
    HEAD,
    `Views: ${contents('view')}.`,
    `Tables: ${contents('table')}.`,
    `Functions: ${functions.map(({ name }) => `[${name}](#${name})`).join(', ')}.`,
    '## Views',
    'What to ask: their columns stay, and new ones are added at the end.',
    ...of('view').map(renderRelation),
    '## Tables',
    'What the views are made of. They may change with a migration.',
    ...of('table').map(renderRelation),
    '## Functions',
    ...functions.map(renderFunction),
  ].join('\n\n')}\n`;
}

function renderRelation({ name, kind, comment, columns, keys }: Relation): string {
  const isTable = kind === 'table';
  const rows = columns.map((column) => {
    const type = isTable && !column.nullable ? `${column.type}, not null` : column.type;
    return `| \`${column.name}\` | ${cell(type)} | ${cell(column.comment)} |`;
  });
  return [
    `### ${name}`,
    '',
    cell(comment),
    '',
    '| column | type | what it holds |',
    '|---|---|---|',
    ...rows,
    ...(keys.length > 0 ? ['', `Keys: ${keys.map((key) => `\`${key}\``).join('; ')}.`] : []),
  ].join('\n');
}

function renderFunction({ name, arguments: given, result, comment }: DatabaseFunction): string {
  return [`### ${name}`, '', `\`${name}(${given})\` → \`${result}\``, '', cell(comment)].join('\n');
}

/** Text that is not to be read as Markdown of a table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
