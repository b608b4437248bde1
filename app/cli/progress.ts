import { stripVTControlCharacters } from 'node:util';
import { formatDuration } from './duration.ts';
import { formatRate, Pace } from './pace.ts';
import { printable } from './printable.ts';
import { type Output, styled } from './style.ts';

/** How far something is that consists of many. */
export interface Counts {
  done: number;
  /** Undefined where nobody knows it yet: there is no bar and no estimate then. */
  total?: number;
  failed?: number;
  /** What is under way. */
  note?: string;
}

/** Tells a person what is going on. Its functions may be handed on by themselves. */
export interface Progress {
  /** Whether there is a terminal, whose last line shows how it stands; elsewhere lines are all there is. */
  isLive: boolean;
  /** Something that takes a moment has begun. */
  step(message: string): void;
  /** Some more is done. */
  count(counts: Counts): void;
  /** Writes a line that stays. */
  line(text: string): void;
  /** Nothing is going on any more. */
  close(): void;
}

export interface ProgressOptions {
  /** Every step stays as a line, with the seconds since the beginning. Default: on a terminal the next one replaces it. */
  keepsSteps?: boolean;
  /** Milliseconds, from any moment on. */
  now?: () => number;
}

/** Milliseconds between two looks at the clock. */
const TICK = 500;
/** Milliseconds between two lines that say how far it is, where there is no terminal. */
const EVERY = 10_000;
const CLEAR_LINE = '\r\u001b[2K';
const BAR = 20;
/** Terminal columns below which there is no room for a bar. */
const ROOM_FOR_BAR = 60;

/** Shows one live line on a terminal, with a bar, the rate and how long it will take; plain lines elsewhere. */
export function showProgress(output: Output, options: ProgressOptions = {}): Progress {
  return output.isTTY && process.env.TERM !== 'dumb' ? liveLine(output, options) : plainLines(output, options);
}

function plainLines(output: Output, { keepsSteps, now = () => performance.now() }: ProgressOptions): Progress {
  const begin = now();
  const pace = new Pace();
  let told = begin;
  const line = (text: string) => void output.write(`${text}\n`);
  return {
    isLive: false,
    step: (message) => line(keepsSteps ? `${seconds(now() - begin)}  ${message}` : message),
    count: (counts) => {
      pace.note(counts.done, now());
      if (now() - told < EVERY) return;
      told = now();
      line(describe(counts, pace.rate(told)));
    },
    line,
    close: () => undefined,
  };
}

function liveLine(output: Output, { keepsSteps, now = () => performance.now() }: ProgressOptions): Progress {
  const begin = now();
  let pace = new Pace();
  let step = '';
  let since = begin;
  let counts: Counts | null = null;
  let timer: NodeJS.Timeout | undefined;

  const draw = () => {
    const width = output.columns || 80;
    const time = formatDuration(now() - begin).padStart(8);
    const work = counts === null ? step : describe(counts, pace.rate(now()), width >= ROOM_FOR_BAR);
    const text = stripVTControlCharacters(printable(`${time}  ${work}`)).slice(0, Math.max(20, width - 1));
    const look = counts?.failed ? 'red' : 'cyan';
    output.write(`${CLEAR_LINE}${styled(look, text.slice(0, time.length), output)}${text.slice(time.length)}`);
    timer ??= setInterval(draw, TICK).unref();
  };
  const line = (text: string) => {
    output.write(`${CLEAR_LINE}${text}\n`);
    if (timer) draw();
  };
  const keepStep = () => {
    if (keepsSteps && step !== '') output.write(`${CLEAR_LINE}${seconds(since - begin)}  ${step}\n`);
    step = '';
  };
  return {
    isLive: true,
    step: (message) => {
      keepStep();
      step = message;
      since = now();
      counts = null;
      pace = new Pace();
      draw();
    },
    count: (given) => {
      counts = given;
      pace.note(given.done, now());
      draw();
    },
    line,
    close: () => {
      clearInterval(timer);
      timer = undefined;
      output.write(CLEAR_LINE);
      keepStep();
    },
  };
}

/** `[████░░░░]  40 %  400 of 1,000, 2 failed, 37/s, 16.2 s left  raw/a.txt` */
function describe({ done, total, failed = 0, note }: Counts, rate: number | null, hasBar = false): string {
  const share = total === undefined || total === 0 ? null : Math.min(1, done / total);
  const filled = Math.floor((share ?? 0) * BAR);
  const percent = share === null ? '' : `${String(Math.floor(share * 100)).padStart(3)} %  `;
  const facts = [
    total === undefined ? `${number(done)} done` : `${number(done)} of ${number(total)}`,
    ...(failed > 0 ? [`${number(failed)} failed`] : []),
    ...(rate === null ? [] : [formatRate(rate)]),
    ...(rate === null || total === undefined || done >= total
      ? []
      : [`${formatDuration(((total - done) / rate) * 1000)} left`]),
  ];
  const bar = hasBar && share !== null ? `[${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}] ` : '';
  return `${bar}${percent}${facts.join(', ')}${note ? `  ${note}` : ''}`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(0).padStart(5)} s`;
}
