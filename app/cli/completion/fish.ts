import type { Command } from '../definition.ts';
import { completedCommands, NOTE } from './words.ts';

/** A script for fish, as completions of npm. What follows `--` are arguments to fish, also where they begin with dashes. */
export function fishCompletion(commands: readonly Command[]): string {
  const completed = completedCommands(commands);
  const lines = completed.flatMap(({ name, options, values, takesFiles }) => {
    const isIn = (condition: string) => `-n ${quoted(`__copydesk_at ${name} ${condition}`)}`;
    const withValue = options.filter(({ value }) => value !== null && (value.values.length > 0 || value.isFile));
    const after = withValue.map((option) => option.name).join(' ');
    const all = [
      ...options.map((option): [string, string] => [option.name, option.summary]),
      ...values.map((word): [string, string] => [word, name]),
    ];
    return [
      `complete -c npm ${takesFiles ? '' : '-f '}${isIn(`not ${after}`.trim())} -a ${candidates(all)}`,
      ...withValue.map(({ name: option, summary, value }) =>
        value?.isFile
          ? `complete -c npm -F ${isIn(`after ${option}`)}`
          : `complete -c npm -f ${isIn(`after ${option}`)} -a ${candidates((value?.values ?? []).map((word) => [word, summary]))}`,
      ),
    ];
  });
  return `${NOTE}
function __copydesk_here
  set -l folder $PWD
  while test -n "$folder"
    if test -f $folder/package.json
      grep -q '"name": "copydesk"' $folder/package.json
      return
    end
    set folder (string replace -r '/[^/]*$' '' -- $folder)
  end
  return 1
end
# The command of the line, and whether "--" has been typed: "run", "prune", "prune --".
function __copydesk_state
  set -l words (commandline -opc)
  set -l verb ''
  set -l chosen ''
  for word in $words[2..-1]
    if test -n "$chosen"
      if test "$word" = --
        echo "$chosen --"
        return
      end
    else if test "$verb" = run
      if not string match -q -- '-*' $word
        set chosen $word
      end
    else if contains -- $word run run-script
      set verb run
    else if contains -- $word start test
      set chosen $word
    end
  end
  test -n "$chosen"; and echo $chosen; or echo $verb
end
# __copydesk_at COMMAND not|after OPTION…: at an argument of the command, (not) after one of the options.
function __copydesk_at
  __copydesk_here; or return 1
  test (__copydesk_state) = "$argv[1] --"; or return 1
  set -l before (commandline -opc)[-1]
  if test "$argv[2]" = after
    contains -- $before $argv[3..-1]
  else
    not contains -- $before $argv[3..-1]
  end
end
complete -c npm -f -n '__copydesk_here; and test (__copydesk_state) = run' -a ${candidates(completed.map(({ name, summary }) => [name, summary]))}
complete -c npm -f -n '__copydesk_here; and contains -- (__copydesk_state) ${completed.map(({ name }) => name).join(' ')}' -a '--'
${lines.join('\n')}
`;
}

/** Candidates with what they are, one a line: fish would cut a plain list at each blank. */
function candidates(words: [string, string][]): string {
  return quoted(`(printf '%s\\t%s\\n' ${words.map((pair) => pair.map(quoted).join(' ')).join(' ')})`);
}

/** Text as one word of fish. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/gu, '\\$&')}'`;
}
