import type { Command } from '../definition.ts';
import { type CompletedCommand, completedCommands, NOTE, quoted } from './words.ts';

/** A script for zsh, to be sourced after `compinit`. */
export function zshCompletion(commands: readonly Command[]): string {
  const completed = completedCommands(commands);
  return `${NOTE}
_copydesk_here() {
  local folder=$PWD
  while [[ -n $folder ]]; do
    if [[ -f $folder/package.json ]]; then grep -q '"name": "copydesk"' $folder/package.json; return; fi
    folder=\${folder%/*}
  done
  return 1
}
_copydesk() {
  local verb='' chosen='' dashes='' i files=''
  local -a choices options
  for ((i = 2; i < CURRENT; i++)); do
    case "$verb$chosen:$words[i]" in
      (*:--) if [[ -n $chosen ]]; then dashes=1; fi ;;
      (:run|:run-script) verb=run ;;
      (:start|:test) chosen=$words[i] ;;
      (run:-*) ;;
      (run:*) verb='' chosen=$words[i] ;;
    esac
  done
  if _copydesk_here; then
    if [[ $verb == run ]]; then
      choices=(
${completed.map(({ name, summary }) => `        ${described(name, summary)}`).join('\n')}
      )
    elif [[ -n $chosen && -z $dashes ]]; then choices=('--:its arguments follow')
    elif [[ -n $chosen ]]; then
      case "$chosen $words[CURRENT-1]" in
${completed.flatMap(values).join('\n')}
        (*) case $chosen in
${completed.map(words).join('\n')}
        esac ;;
      esac
    fi
    if [[ -n $choices$options$files ]]; then
      if (($#choices)); then _describe -t commands copydesk choices; fi
      if (($#options)); then _describe -o options options; fi
      if [[ -n $files ]]; then _files; fi
      return
    fi
  fi
  if [[ -n $_copydesk_before ]]; then $_copydesk_before "$@"; fi
}
if [[ $_comps[npm] != _copydesk ]]; then _copydesk_before=$_comps[npm]; fi
compdef _copydesk npm
`;
}

function words({ name, options, values: operands, takesFiles }: CompletedCommand): string {
  const flags = options.map((option) => described(option.name, option.summary)).join(' ');
  const choices = operands.length > 0 ? ` choices=(${operands.map(quoted).join(' ')})` : '';
  return `          (${quoted(name)}) options=(${flags})${choices}${takesFiles ? ' files=1' : ''} ;;`;
}

function values({ name, options }: CompletedCommand): string[] {
  return options.flatMap(({ name: option, value }) => {
    if (value === null || (value.values.length === 0 && !value.isFile)) return [];
    const gives = value.isFile ? 'files=1' : `choices=(${value.values.map(quoted).join(' ')})`;
    return [`        (${quoted(`${name} ${option}`)}) ${gives} ;;`];
  });
}

function described(word: string, summary: string): string {
  return quoted(`${word.replaceAll(':', '\\:')}:${summary}`);
}
