import type { Command } from '../definition.ts';
import { type CompletedCommand, completedCommands, NOTE, quoted } from './words.ts';

/**
 * A script for bash 3.2 and newer. It splits the line itself: bash cuts words at the colon of `test:faults`, and then wants
 * only what follows it.
 */
export function bashCompletion(commands: readonly Command[]): string {
  const completed = completedCommands(commands);
  return `${NOTE}
_copydesk_here() {
  local folder=$PWD
  while [[ -n $folder ]]; do
    if [[ -f $folder/package.json ]]; then grep -q '"name": "copydesk"' "$folder/package.json"; return; fi
    folder=\${folder%/*}
  done
  return 1
}
_copydesk_words() {
  case $1 in
${completed.map(words).join('\n')}
  esac
}
_copydesk_values() {
  case "$1 $2" in
${completed.flatMap(values).join('\n')}
  esac
}
_copydesk() {
  local line=\${COMP_LINE:0:COMP_POINT} words verb='' command='' dashes='' i
  read -ra words <<< "$line"
  if [[ $line == *[[:space:]] ]]; then words+=(''); fi
  local last=$((\${#words[@]} - 1))
  local word=\${words[last]} before=\${words[last - 1]}
  for ((i = 1; i < last; i++)); do
    case "$verb$command:\${words[i]}" in
      *:--) if [[ -n $command ]]; then dashes=1; fi ;;
      :run | :run-script) verb=run ;;
      :start | :test) command=\${words[i]} ;;
      run:-*) ;;
      run:*) verb='' command=\${words[i]} ;;
    esac
  done
  COMPREPLY=()
  if _copydesk_here; then
    local choices='' files=''
    if [[ $verb == run ]]; then choices=${quoted(completed.map(({ name }) => name).join(' '))}
    elif [[ -n $command && -z $dashes ]]; then choices=--
    elif [[ -n $command ]]; then
      choices=$(_copydesk_values "$command" "$before")
      if [[ -z $choices ]]; then choices=$(_copydesk_words "$command"); fi
    fi
    if [[ $choices == *FILES* ]]; then files=1 choices=\${choices//FILES/}; fi
    if [[ -n $choices$files ]]; then
      while read -r i; do COMPREPLY+=("$i"); done < <(compgen -W "$choices" -- "$word")
      if [[ -n $files ]]; then while read -r i; do COMPREPLY+=("$i"); done < <(compgen -f -- "$word"); fi
      if [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then
        local colon=\${word%"\${word##*:}"}
        for i in "\${!COMPREPLY[@]}"; do COMPREPLY[i]=\${COMPREPLY[i]#"$colon"}; done
      fi
      return
    fi
  fi
  if [[ -n $_copydesk_before ]]; then "$_copydesk_before" "$@"; fi
}
_copydesk_other=$(complete -p npm 2> /dev/null)
if [[ $_copydesk_other != *_copydesk* ]]; then
  _copydesk_before=
  if [[ $_copydesk_other =~ -F\\ ([^ ]+) ]]; then _copydesk_before=\${BASH_REMATCH[1]}; fi
fi
complete -o default -F _copydesk npm
`;
}

function words({ name, options, values: operands, takesFiles }: CompletedCommand): string {
  const all = [...options.map((option) => option.name), ...operands, ...(takesFiles ? ['FILES'] : [])];
  return `    ${quoted(name)}) echo ${quoted(all.join(' '))} ;;`;
}

function values({ name, options }: CompletedCommand): string[] {
  return options.flatMap(({ name: option, value }) => {
    if (value === null || (value.values.length === 0 && !value.isFile)) return [];
    return [`    ${quoted(`${name} ${option}`)}) echo ${quoted(value.isFile ? 'FILES' : value.values.join(' '))} ;;`];
  });
}
