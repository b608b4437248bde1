import { stripVTControlCharacters, styleText } from 'node:util';
import { describeOutcome, formatDuration, printable } from './report.ts';
import type { Outcome } from './submit.ts';

/** Where progress is shown: a terminal, or something that keeps lines. */
export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Tells a person what is going on. */
export interface Progress {
  /** Something that takes a moment has begun. */
  step(message: string): void;
  started(name: string): void;
  ended(outcome: Outcome): void;
  /** Nothing is going on any more. */
  close(): void;
}

/** Milliseconds between two looks at the clock. */
const TICK = 500;
const CLEAR_LINE = '\r\u001b[2K';

/**
 * Shows one live line on a terminal, and plain lines elsewhere. Colours follow `NO_COLOR` and `FORCE_COLOR`.
 * @param now milliseconds, from any moment on.
 */
export function showProgress(stream: ProgressStream, now: () => number = () => performance.now()): Progress {
  return stream.isTTY ? liveLine(stream, now) : plainLines(stream);
}

function plainLines(stream: ProgressStream): Progress {
  let done = 0;
  return {
    step: (message) => void stream.write(`${message}\n`),
    started: () => undefined,
    ended: (outcome) => {
      done += 1;
      const { name, duration, result } = outcome;
      const version = result ? `, version ${result.version}` : '';
      stream.write(`${done}. ${printable(name)}: ${describeOutcome(outcome)}${version}, ${formatDuration(duration)}\n`);
    },
    close: () => undefined,
  };
}

function liveLine(stream: ProgressStream, now: () => number): Progress {
  const begin = now();
  const underWay = new Set<string>();
  let done = 0;
  let failed = 0;
  let step = '';
  let timer: NodeJS.Timeout | undefined;

  const draw = () => {
    const counts = `${done} done${failed > 0 ? `, ${failed} failed` : ''}`;
    const work = underWay.size > 0 || done > 0 ? `${counts}  ${[...underWay].join(', ')}` : step;
    const room = Math.max(20, (stream.columns || 80) - 1);
    const time = formatDuration(now() - begin).padStart(7);
    const text = stripVTControlCharacters(printable(`${time}  ${work}`)).slice(0, room);
    stream.write(`${CLEAR_LINE}${styleText(failed > 0 ? 'red' : 'cyan', text.slice(0, 7))}${text.slice(7)}`);
    timer ??= setInterval(draw, TICK).unref();
  };
  return {
    step: (message) => {
      step = message;
      draw();
    },
    started: (name) => {
      underWay.add(name);
      draw();
    },
    ended: ({ name, failure }) => {
      underWay.delete(name);
      done += 1;
      if (failure) failed += 1;
      draw();
    },
    close: () => {
      clearInterval(timer);
      timer = undefined;
      stream.write(CLEAR_LINE);
    },
  };
}
