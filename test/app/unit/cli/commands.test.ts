import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Command, invocation } from '../../../../app/cli/definition.ts';
import { COMMANDS } from '../../../../app/cli/definitions/index.ts';
import { renderHelp, renderList, usageLines } from '../../../../app/cli/help.ts';
import { renderPage } from '../../../../app/cli/page.ts';
import { PROJECT_ROOT } from '../../../../app/config.ts';
import { recorder } from './recorder.ts';

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
/** What npm runs by app/setup.mjs: our own commands. */
const own = Object.keys(scripts).filter((name) => scripts[name].includes('app/setup.mjs'));

test('every command of package.json has a definition, and every definition a command', () => {
  expect(COMMANDS.map(({ name }) => name).sort()).toEqual(own.sort());
  const files = readdirSync(join(PROJECT_ROOT, 'app', 'commands')).map((file) => file.slice(0, -3));
  const run = own.map((name) => scripts[name].split(' ')[2]);
  expect(files.filter((file) => !run.includes(file))).toEqual([]);
});

test('docs/commands.md is what the definitions give: npm run help -- --write-docs', () => {
  expect(read('docs/commands.md')).toBe(renderPage(COMMANDS));
});

describe.each(COMMANDS.map((command): [string, Command] => [command.name, command]))('%s', (name, command) => {
  const help = renderHelp(command, recorder(false));

  test('has help that fits a terminal, with examples that it is typed by', () => {
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(160);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { line } of command.examples) expect(line).toMatch(/\bnpm (?:run (?:-s )?[\w:]+|start|test)/u);
    expect(usageLines(command)[0]).toContain(invocation(command));
    expect(command.summary).not.toMatch(/\.$/u);
    expect(help).not.toContain('\u001b');
  });

  test('uses in its examples no option that it does not have', () => {
    const known = ['help', ...Object.keys(command.options)];
    const lines = [...command.usage, ...command.examples.map(({ line }) => line)];
    const used = lines
      .map((line) => line.replace(/^.*?npm (?:run|start|test)/u, ''))
      .filter(() => command.handsOn === undefined)
      .flatMap((line) => Array.from(line.matchAll(/(?<=[\s[])--([a-z][\w-]*)/gu), ([, option]) => option));
    expect(used.filter((option) => !known.includes(option))).toEqual([]);
    expect(`npm run ${name}`).toBe(`npm run ${command.name}`);
  });
});

test('the list of all has a line for each, the same with colours and without', () => {
  const plain = renderList(COMMANDS, recorder(false));
  for (const command of COMMANDS) expect(plain).toContain(`${invocation(command)}  `.trimEnd());
  const coloured = renderList(COMMANDS, recorder(true));
  expect(coloured).toContain('\u001b[');
  expect(stripVTControlCharacters(coloured)).toBe(plain);
});
