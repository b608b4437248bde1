import { CodePoints } from '../../../stages/text/code-points.ts';
import type { Facts, Part } from './facts.ts';

interface Word {
  form: string;
  misc: Map<string, string>;
  start: number;
  end: number;
}

interface Sentence {
  comments: string[];
  words: Word[];
}

const SPACES: Record<string, string> = { s: ' ', t: '\t', r: '\r', n: '\n', p: '|', '\\': '\\' };
const unescaped = (text: string) =>
  text.replaceAll(/\\(?:u([\da-f]{4})|(.))/gu, (_, code, letter) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : SPACES[letter],
  );

function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`Not CoNLL-U: ${message}`);
}

/** Reads sentences by the letter of the format: https://universaldependencies.org/format.html. */
function readSentences(file: string): Sentence[] {
  check(!/[\r\u0085\u2028\u2029]/u.test(file), 'lines end with a line feed alone');
  check(file === '' || file.endsWith('\n\n'), 'a blank line ends each sentence');
  const ids = new Set<string>();
  return file
    .split('\n\n')
    .slice(0, -1)
    .map((block) => {
      const lines = block.split('\n');
      const comments = lines.filter((line) => line.startsWith('#'));
      check(
        comments.every((line, i) => lines[i] === line),
        'comments stand before the words',
      );
      const words = lines.slice(comments.length).map(readWord);
      check(words.length > 0, 'a sentence has words');
      const [id, ...others] = comments.filter((line) => line.startsWith('# sent_id = '));
      check(
        id !== undefined && others.length === 0 && !ids.has(id) && !/\s/u.test(id.slice(12)),
        'one sent_id for each',
      );
      ids.add(id);
      const [text] = comments.filter((line) => line.startsWith('# text = '));
      const written = words.map(({ form, misc }) => (misc.get('SpaceAfter') === 'No' ? form : `${form} `)).join('');
      check(text?.slice(9) === written.replace(/ $/u, ''), `text is what the words give: ${text} ${written}`);
      return { comments, words };
    });
}

function readWord(line: string, i: number): Word {
  const columns = line.split('\t');
  check(columns.length === 10, `ten columns: ${line}`);
  const [id, form, , , , , , , , misc] = columns;
  check(id === String(i + 1), `words are counted from 1: ${line}`);
  check(
    columns.every((column) => column !== ''),
    `no column is empty: ${line}`,
  );
  check(
    columns.slice(2, 9).every((column) => column === '_'),
    `nothing is said of syntax: ${line}`,
  );
  check(!/\s/u.test(form), `a form is one word: ${line}`);
  const pairs =
    misc === '_'
      ? []
      : misc.split('|').map((pair): [string, string] => {
          const at = pair.indexOf('=');
          check(at > 0, `MISC has names and values: ${pair}`);
          return [pair.slice(0, at), pair.slice(at + 1)];
        });
  const known = new Map(pairs);
  check(known.size === pairs.length, `each name once: ${misc}`);
  check(
    pairs.every(([name], n) => n === 0 || pairs[n - 1][0] < name),
    `names in order: ${misc}`,
  );
  const [start, end] = (known.get('TokenRange') ?? '').split(':').map(Number);
  return { form, misc: known, start, end };
}

/** The text again, from forms and what stands between them; ranges must be those of the words in it. */
function readText(words: Word[]): string {
  let text = '';
  let point = 0;
  for (const { form, misc, start, end } of words) {
    const before = unescaped(misc.get('SpacesBefore') ?? '');
    point += new CodePoints(before).length;
    const length = new CodePoints(form).length;
    check(start === point && end === point + length, `TokenRange ${start}:${end} of ${form}`);
    const after = misc.get('SpaceAfter') === 'No' ? '' : unescaped(misc.get('SpacesAfter') ?? '\\s');
    text += before + form + after;
    point = end + new CodePoints(after).length;
  }
  return text;
}

function readMentions(words: Word[]): Partial<Facts['mentions'][number]>[] {
  const found: { entity: number; start: number; end: number; type: string; kind: string }[] = [];
  const open = new Map<string, typeof found>();
  for (const { misc, start, end } of words) {
    const brackets = misc.get('Entity') ?? '';
    const parts = [...brackets.matchAll(/\((e\d+)-([A-Z]+)-([a-z]+)(\)?)|(e\d+)\)/gu)];
    check(parts.map(([part]) => part).join('') === brackets, `brackets ${brackets}`);
    for (const [, eid, type, kind, isWhole, closed] of parts) {
      if (closed) {
        const mention = open.get(closed)?.pop();
        check(mention !== undefined, `${closed}) closes nothing`);
        mention.end = end;
      } else {
        const mention = { entity: Number(eid.slice(1)), start, end, type, kind };
        found.push(mention);
        if (!isWhole) open.set(eid, [...(open.get(eid) ?? []), mention]);
      }
    }
  }
  check(
    [...open.values()].every(({ length }) => length === 0),
    'every bracket is closed',
  );
  return found;
}

function readParts(words: Word[], number: number) {
  const spans = { source: [] as [number, number][], cue: [] as [number, number][], content: [] as [number, number][] };
  for (const { misc, start, end } of words) {
    for (const tag of misc.get('Attribution')?.split(',') ?? []) {
      const [begin, part, of] = tag.split('-');
      if (Number(of) !== number) continue;
      const list = spans[part as keyof typeof spans];
      if (begin === 'B') list.push([start, end]);
      else (list.at(-1) as [number, number])[1] = end;
    }
  }
  return spans;
}

/** Reads one article of the CoNLL-U format; null where there is none, as it had no visible character. */
export function readConll(file: string): Part | null {
  const sentences = readSentences(file);
  if (sentences.length === 0) return null;
  const words = sentences.flatMap((sentence) => sentence.words);
  const [{ comments }] = sentences;
  const json = (name: string) =>
    comments
      .filter((line) => line.startsWith(`# copydesk.${name} = `))
      .map((line) => JSON.parse(line.slice(`# copydesk.${name} = `.length)));
  const [{ key, version, title, language, published }] = json('document');
  return {
    ...{ key, version, title, language, published },
    text: readText(words),
    sentences: sentences
      .filter((sentence) => sentence.comments.some((line) => /^# sent_id = .*s\d+$/u.test(line)))
      .map((sentence): [number, number] => [sentence.words[0].start, sentence.words.at(-1)?.end as number]),
    entities: json('entity').map(({ eid: _, ...entity }) => entity),
    mentions: readMentions(words),
    attributions: json('attribution').map(({ number, speakers, ...attribution }) => ({
      ...attribution,
      speakers: speakers.map(({ name }: { name: string }) => name),
      speakerIds: speakers.map(({ knownId }: { knownId: number | null }) => knownId),
      ...readParts(words, number),
    })),
    credits: json('credit'),
  };
}

/** The tags of names, as one would train on them. */
export function tagsOf(file: string): [form: string, tag: string][] {
  return readSentences(file).flatMap(({ words }) =>
    words.map(({ form, misc }): [string, string] => [form, misc.get('NER') ?? 'O']),
  );
}
