/** A pair of marks that a sentence is not cut inside of. Offsets are UTF-16. */
export interface Region {
  start: number;
  end: number;
}

/** A quotation longer than this, in characters, is cut into its sentences after all. */
const MAX_QUOTATION = 600;
const MAX_BRACKET = 300;

const OPENING: Record<string, string> = {
  '“': '”',
  '«': '»',
  '„': '“',
  '‹': '›',
  '「': '」',
  '『': '』',
  '(': ')',
  '[': ']',
};
const MARKS = /["“”«»„‹›「」『』()[\]]|(?<![\p{L}\p{N}])['‘](?=\S)|(?<=\S)['’](?![\p{L}\p{N}])/gu;

/**
 * Quotations and brackets that open and close in this paragraph, in order and not nested. An unclosed one protects nothing.
 * Straight marks pair by turns.
 */
export function findProtected(text: string): Region[] {
  const regions: Region[] = [];
  const open: { mark: string; closing: string; at: number }[] = [];
  const close = (index: number, depth: number) => {
    const [opened] = open.splice(depth);
    const limit = opened.mark === '(' || opened.mark === '[' ? MAX_BRACKET : MAX_QUOTATION;
    if (index + 1 - opened.at <= limit) {
      while (regions.length > 0 && regions[regions.length - 1].start > opened.at) regions.pop();
      regions.push({ start: opened.at, end: index + 1 });
    }
  };
  for (const match of text.matchAll(MARKS)) {
    const mark = match[0];
    const index = match.index;
    const depth = lastOpen(open, mark, index, text);
    if (depth !== -1) close(index, depth);
    else if (opens(mark, index, text))
      open.push({ mark, closing: OPENING[mark] ?? (mark === '‘' ? '’' : mark), at: index });
    if (open.length > 8) open.shift();
  }
  return regions;
}

function lastOpen(open: { closing: string; mark: string }[], mark: string, index: number, text: string): number {
  for (let i = open.length - 1; i >= 0; i -= 1) {
    if (open[i].closing !== mark) continue;
    // A single mark closes only behind a word or a stop, and not before one.
    if (mark === "'" && !/[\p{L}\p{N}.,!?…]/u.test(text[index - 1] ?? '')) continue;
    return i;
  }
  return -1;
}

function opens(mark: string, index: number, text: string): boolean {
  if (mark === '"') return true;
  if (mark === "'") return !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[index + 1] ?? '');
  return mark === '‘' || OPENING[mark] !== undefined;
}
