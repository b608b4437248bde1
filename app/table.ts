/** A column of a table for the terminal. */
export interface Column {
  name: string;
  /** Numbers stand to the right. Default left. */
  align?: 'left' | 'right';
}

export interface TableOptions {
  /** Terminal columns that the table may take. Default 120. */
  width?: number;
  /** Lines that a cell may take, after which it is cut with "…". Default 4. */
  maxLines?: number;
  /** How a line of the heading looks on the terminal. Default as it is. */
  heading?: (line: string) => string;
}

const GAP = '  ';
const NARROWEST = 8;

/**
 * Lays rows out under headings. Columns too wide for the terminal are narrowed, the widest first, and their cells wrapped
 * at words. Widths are those of the terminal: a Chinese character or emoji takes two columns.
 */
export function renderTable(columns: Column[], rows: string[][], options: TableOptions = {}): string {
  const { width = 120, maxLines = 4, heading = (text) => text } = options;
  const natural = columns.map(({ name }, i) =>
    rows.reduce((widest, row) => Math.max(widest, naturalWidth(row[i])), displayWidth(name)),
  );
  const widths = narrowed(natural, width - GAP.length * (columns.length - 1));
  const line = (cells: string[], align = true) =>
    cells
      .map((cell, i) => {
        const padding = ' '.repeat(Math.max(0, widths[i] - displayWidth(cell)));
        return align && columns[i].align === 'right' ? padding + cell : cell + padding;
      })
      .join(GAP)
      .trimEnd();
  const block = (cells: string[], most: number) => {
    const wrapped = cells.map((cell, i) => wrap(cell, widths[i], most));
    const height = Math.max(1, ...wrapped.map(({ length }) => length));
    return Array.from({ length: height }, (_, i) => line(wrapped.map((lines) => lines[i] ?? '')));
  };
  return [
    ...block(
      columns.map(({ name }) => name),
      2,
    ).map(heading),
    line(
      widths.map((columnWidth) => '─'.repeat(columnWidth)),
      false,
    ),
    ...rows.flatMap((row) => block(row, maxLines)),
  ].join('\n');
}

/**
 * Lays each row out as a block of lines, one a column: for tables with more columns than a terminal has room for.
 * Takes the same options as `renderTable`.
 */
export function renderRecords(columns: Column[], rows: string[][], options: TableOptions = {}): string {
  const { width = 120, maxLines = 4, heading = (text) => text } = options;
  const label = columns.reduce((widest, { name }) => Math.max(widest, displayWidth(name)), 0);
  const room = Math.max(NARROWEST, width - label - GAP.length);
  return rows
    .flatMap((row, number) => [
      heading(`─ ${number + 1} `.padEnd(Math.min(width, label + GAP.length + 40), '─')),
      ...columns.flatMap(({ name }, i) =>
        wrap(row[i], room, maxLines).map((line, part) =>
          `${part === 0 ? name + ' '.repeat(label - displayWidth(name)) : ' '.repeat(label)}${GAP}${line}`.trimEnd(),
        ),
      ),
    ])
    .join('\n');
}

/** Narrows the widest columns alike until the sum fits, none below `NARROWEST`. */
function narrowed(natural: number[], room: number): number[] {
  const sum = (limit: number) => natural.reduce((total, width) => total + Math.min(width, limit), 0);
  let limit = Math.max(0, ...natural);
  while (limit > NARROWEST && sum(limit) > room) limit -= 1;
  return natural.map((width) => Math.min(width, limit));
}

/** Of the longest line, as far as it matters: nothing is ever as wide as the limit here. */
function naturalWidth(cell: string): number {
  return cell.split('\n').reduce((widest, line) => Math.max(widest, displayWidth(line.slice(0, 1_000))), 0);
}

function wrap(cell: string, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const paragraph of cell.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').flatMap((long) => cutToWidth(long, width))) {
      if (line === '') line = word;
      else if (displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`;
      else {
        lines.push(line);
        line = word;
      }
      if (lines.length > most) break;
    }
    lines.push(line);
    if (lines.length > most) break;
  }
  if (lines.length <= most) return lines;
  const last = lines[most - 1];
  return [...lines.slice(0, most - 1), `${displayWidth(last) < width ? last : take(last, width - 1)}…`];
}

/** Cuts a word that is wider than the column. */
function cutToWidth(word: string, width: number): string[] {
  const pieces: string[] = [];
  let rest = word;
  while (displayWidth(rest) > width) {
    const piece = take(rest, width);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
}

/** The longest beginning that fits, of whole characters as readers see them, and at least one. */
function take(text: string, width: number): string {
  let taken = '';
  for (const { segment } of graphemes.segment(text)) {
    if (taken !== '' && displayWidth(taken + segment) > width) break;
    taken += segment;
  }
  return taken;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Unicode's East Asian wide blocks, coarsely, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/u.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}
