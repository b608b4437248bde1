import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { VERB_FORMS } from '../../stages/attribution/lexicon/forms.ts';
import { normalized } from '../../stages/attribution/train/examples.ts';
import type { GoldDocument } from '../../stages/attribution/train/gold.ts';
import { parse } from '../../stages/syntax/index.ts';
import { CodePoints } from '../../stages/text/code-points.ts';
import { tokenize } from '../../stages/text/tokens.ts';

/** Where the peers' Python packages are installed; no part of the project. */
const ENVIRONMENT = fileURLToPath(new URL('../../.copydesk/peers/', import.meta.url));
const PYTHON = `${ENVIRONMENT}bin/python`;
const TEXTACY = 'textacy==0.13.0';

function run(command: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error || status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${stderr?.trim() || error?.message}`);
  return stdout;
}

/**
 * Makes a Python environment with textacy in `.copydesk/peers`, where there is none yet.
 * @throws with what Python or pip said, where it cannot be made.
 */
export function installPeers(): void {
  if (existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import textacy']).status === 0) return;
  run('python3', ['-m', 'venv', ENVIRONMENT]);
  run(PYTHON, ['-m', 'pip', 'install', '--quiet', TEXTACY]);
}

/** A document as `direct-quotations.py` reads it, with this project's tags and trees. */
function parsed({ id, text }: GoldDocument): string {
  const points = new CodePoints(text);
  const { paragraphs, sentences } = normalized(text);
  const tokensOf = (start: number, end: number) => {
    const tokens: Record<string, string | number | boolean>[] = [];
    for (const sentence of sentences.filter((s) => s.start >= start && s.end <= end)) {
      const from = points.toUtf16(sentence.start);
      const words = tokenize(text.slice(from, points.toUtf16(sentence.end)));
      const tree = parse(words);
      const base = tokens.length;
      words.forEach((word, i) => {
        const lower = word.text.toLowerCase();
        tokens.push({
          text: word.text,
          ...points.span(from + word.start, from + word.end),
          space: words[i + 1]?.spaceBefore ?? true,
          pos: tree.upos[i],
          dep: tree.relation[i],
          lemma: VERB_FORMS.get(lower)?.lemma ?? lower,
          head: base + (tree.head[i] < 0 ? i : tree.head[i]),
          first: i === 0,
        });
      });
    }
    return tokens;
  };
  return JSON.stringify({ id, paragraphs: paragraphs.map(({ start, end }) => tokensOf(start, end)) });
}

/** What textacy finds in some documents, on this project's trees: the published pipeline needs a model of spaCy's. */
export function textacy(documents: readonly GoldDocument[]): GoldDocument[] {
  const script = fileURLToPath(new URL('direct-quotations.py', import.meta.url));
  const lines = run(PYTHON, [script], `${documents.map(parsed).join('\n')}\n`)
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as GoldDocument);
}
