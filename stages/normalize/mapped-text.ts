import { CodePoints } from '../text/code-points.ts';
import { RunList } from './run-list.ts';
import type { OffsetRun } from './types.ts';

/** A stretch of a text to put something else in place of; offsets are UTF-16. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A text that knows, for every character, which stretch of the raw text it came from. All offsets are UTF-16. */
export class MappedText {
  readonly text: string;
  /** Flat: start in the text, start and length in the raw text, 1 where both sides correspond one to one. */
  readonly #runs: Int32Array;

  constructor(text: string, runs: Int32Array) {
    this.text = text;
    this.#runs = runs;
  }

  /** The raw text itself, each character coming from its own place. */
  static identity(raw: string): MappedText {
    return new MappedText(raw, Int32Array.from(raw.length === 0 ? [] : [0, 0, raw.length, 1]));
  }

  /** Index of the run that holds a position. */
  #runAt(position: number): number {
    let low = 0;
    let high = this.#runs.length / 4 - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#runs[middle * 4] <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where the character at `position` begins in the raw text. */
  rawStart(position: number): number {
    const at = this.#runAt(position) * 4;
    const rawStart = this.#runs[at + 1];
    return this.#runs[at + 3] === 1 ? rawStart + position - this.#runs[at] : rawStart;
  }

  /** Where the character before `position` ends in the raw text. */
  rawEnd(position: number): number {
    const at = this.#runAt(position - 1) * 4;
    const rawStart = this.#runs[at + 1];
    return this.#runs[at + 3] === 1 ? rawStart + position - this.#runs[at] : rawStart + this.#runs[at + 2];
  }

  /**
   * The text with the edits made, which must be in order and not overlap. What an edit puts in comes from the raw
   * stretch of what it takes out.
   */
  edit(edits: Iterable<Edit>): MappedText {
    const out = new MappedTextBuilder();
    let at = 0;
    let run = 0;
    const copy = (end: number) => {
      run = out.copyFrom(this.#runs, this.text, run, at, end);
    };
    let changed = false;
    for (const edit of edits) {
      changed = true;
      copy(edit.start);
      if (edit.text !== '') {
        const rawStart = edit.start < this.text.length ? this.rawStart(edit.start) : this.rawEnd(edit.start);
        const rawEnd = edit.end > edit.start ? this.rawEnd(edit.end) : rawStart;
        out.put(edit.text, rawStart, rawEnd - rawStart);
      }
      at = edit.end;
    }
    if (!changed) return this;
    copy(this.text.length);
    return out.build();
  }

  /** Puts `replacement` in place of each match; a match it gives back unchanged is left alone. */
  replace(pattern: RegExp, replacement: (match: RegExpExecArray) => string): MappedText {
    const edits: Edit[] = [];
    for (const match of this.text.matchAll(pattern)) {
      const text = replacement(match);
      if (text !== match[0]) edits.push({ start: match.index, end: match.index + match[0].length, text });
    }
    return this.edit(edits);
  }

  copyInto(builder: MappedTextBuilder): void {
    builder.copyFrom(this.#runs, this.text, 0, 0, this.text.length);
  }

  /** The map in code points, as it is stored. */
  toRuns(raw: string): OffsetRun[] {
    const ours = new CodePoints(this.text);
    const theirs = new CodePoints(raw);
    const runs: OffsetRun[] = [];
    for (let i = 0; i < this.#runs.length; i += 4) {
      const end = i + 4 < this.#runs.length ? this.#runs[i + 4] : this.text.length;
      const place = ours.span(this.#runs[i], end);
      const source = theirs.span(this.#runs[i + 1], this.#runs[i + 1] + this.#runs[i + 2]);
      const run = {
        start: place.start,
        length: place.end - place.start,
        rawStart: source.start,
        rawLength: source.end - source.start,
      };
      const last = runs.at(-1);
      if (
        last !== undefined &&
        last.length === last.rawLength &&
        run.length === run.rawLength &&
        last.rawStart + last.rawLength === run.rawStart
      ) {
        last.length += run.length;
        last.rawLength += run.rawLength;
      } else runs.push(run);
    }
    return runs;
  }
}

/** Pieces of a text that are held apart before they are put together. */
const MAX_PIECES = 8192;

/** Puts a mapped text together from its beginning to its end. */
export class MappedTextBuilder {
  #text = '';
  #pieces: string[] = [];
  readonly #runs = new RunList();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds characters that stand in the raw text as they are, from `rawStart` on. */
  copy(text: string, rawStart: number): void {
    this.#add(text, rawStart, text.length, 1);
  }

  /** Adds characters that come from `rawLength` raw characters as a whole. */
  put(text: string, rawStart: number, rawLength: number): void {
    const single = text.length === 1 && rawLength === 1 && (text.charCodeAt(0) & 0xf800) !== 0xd800;
    this.#add(text, rawStart, rawLength, single ? 1 : 0);
  }

  #add(text: string, rawStart: number, rawLength: number, exact: 0 | 1): void {
    if (text === '') return;
    if (exact === 0 || !this.#runs.extend(rawStart, rawLength))
      this.#runs.push(this.#length, rawStart, rawLength, exact);
    this.#pieces.push(text);
    if (this.#pieces.length === MAX_PIECES) this.#putTogether();
    this.#length += text.length;
  }

  #putTogether(): void {
    this.#text += this.#pieces.join('');
    this.#pieces = [];
  }

  /**
   * Adds `[start, end)` of another mapped text, looking for its run from index `run` on; gives the index where the
   * next call can go on, so that copying a whole text piece by piece stays linear.
   */
  copyFrom(runs: Int32Array, text: string, run: number, start: number, end: number): number {
    let index = run;
    let at = start;
    while (at < end) {
      while ((index + 1) * 4 < runs.length && runs[(index + 1) * 4] <= at) index += 1;
      const next = (index + 1) * 4 < runs.length ? runs[(index + 1) * 4] : text.length;
      const stop = Math.min(end, next);
      const field = index * 4;
      const piece = text.slice(at, stop);
      if (runs[field + 3] === 1) this.#add(piece, runs[field + 1] + at - runs[field], stop - at, 1);
      else this.#add(piece, runs[field + 1], runs[field + 2], 0);
      at = stop;
    }
    return index;
  }

  /** Adds a whole mapped text. */
  append(text: MappedText): void {
    text.copyInto(this);
  }

  build(): MappedText {
    this.#putTogether();
    return new MappedText(this.#text, this.#runs.toArray());
  }
}
