import { html } from 'hono/html';
import type { TimelineBucket, TimeUnit } from '../../../db/reading/speakers.ts';
import type { Markup } from '../layout.ts';

const DAY = 86_400_000;
const WIDTH = 640;
const HEIGHT = 120;
/** Room for the scale. */
const BASE = 100;

/** Days of the units, about. */
const LENGTHS: Record<TimeUnit, number> = { day: 1, month: 30.4, year: 365.25 };

/** The unit in which a stretch of time has some ten to a hundred bars. */
export function timeUnit(earliest: Date, latest: Date): TimeUnit {
  const days = (latest.getTime() - earliest.getTime()) / DAY;
  if (days <= 92) return 'day';
  return days <= 8 * 366 ? 'month' : 'year';
}

/** A bucket as a reader says it: `2025-04-11`, `2025-04` or `2025`. */
export function bucketLabel(start: string, unit: TimeUnit): string {
  return start.slice(0, { day: 10, month: 7, year: 4 }[unit]);
}

/** Bars over time, drawn by the server, and a table of the same for whoever does not see them. */
export function timeline(buckets: TimelineBucket[], unit: TimeUnit): Markup {
  const most = Math.max(...buckets.map(({ statements }) => statements));
  const times = buckets.map(({ start }) => Date.parse(`${start}T00:00:00Z`) / DAY);
  const [first, last] = [times[0], times.at(-1) as number];
  const units = Math.max((last - first) / LENGTHS[unit] + 1, 12);
  const step = WIDTH / units;
  const bars = buckets.map(({ start, statements }, i) => {
    const height = Math.max((statements / most) * (BASE - 16), 2);
    const x = ((times[i] - first) / LENGTHS[unit]) * step;
    return html`<rect x="${x.toFixed(1)}" y="${(BASE - height).toFixed(1)}" width="${Math.max(step * 0.8, 2).toFixed(1)}" height="${height.toFixed(1)}"><title>${bucketLabel(start, unit)}: ${statements}</title></rect>`;
  });
  const [from, to] = [buckets[0], buckets.at(-1) as TimelineBucket].map(({ start }) => bucketLabel(start, unit));
  const end = Math.max(((last - first) / LENGTHS[unit] + 0.8) * step, 0);
  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Statements by ${unit}, from ${from} to ${to}; the table has the numbers">
<line x1="0" y1="${BASE}.5" x2="${WIDTH}" y2="${BASE}.5"></line>
<text x="0" y="11">${most}</text>
${bars}
<text x="0" y="${HEIGHT - 4}">${from}</text>
${from === to ? '' : html`<text x="${Math.max(end, 120).toFixed(1)}" y="${HEIGHT - 4}" text-anchor="end">${to}</text>`}
</svg>
<details><summary>As a table</summary>
<table>
<thead><tr><th scope="col">${unit[0].toUpperCase() + unit.slice(1)}</th><th scope="col" class="number">Statements</th><th scope="col" class="number">Articles</th></tr></thead>
<tbody>${buckets.map(
    ({ start, statements, documents }) =>
      html`<tr><th scope="row">${bucketLabel(start, unit)}</th><td class="number">${statements}</td><td class="number">${documents}</td></tr>\n`,
  )}</tbody>
</table></details>`;
}
