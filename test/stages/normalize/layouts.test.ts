import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeArticle } from '../../../bench/pipeline/corpus/article.ts';
import { seeded } from '../../../bench/pipeline/corpus/random.ts';
import { paragraphsOf, readText } from './read.ts';

/** Lines of a paragraph, none longer than `width` where its words allow. */
function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.trim() === '') line += word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

type Layout = (paragraphs: string[], width: number) => string;

const wrapped =
  (before: string, after: string, gap: string): Layout =>
  (paragraphs, width) =>
    paragraphs
      .map((text) =>
        wrap(text, width)
          .map((line) => before + line + after)
          .join('\n'),
      )
      .join(gap);

const LAYOUTS: Record<string, Layout> = {
  'a paragraph a line': (paragraphs) => paragraphs.join('\n'),
  'blank lines': (paragraphs) => paragraphs.join('\n\n'),
  'blank lines of Windows': (paragraphs) => paragraphs.join('\r\n\r\n'),
  'a blank line below the headline only': ([head, ...rest]) => `${head}\n\n${rest.join('\n')}`,
  'one, two or three line ends': (paragraphs) => paragraphs.map((text, i) => text + '\n'.repeat(1 + (i % 3))).join(''),
  'cut lines, blank lines': wrapped('', '', '\n\n'),
  'cut lines, all indented': wrapped('  ', '', '\n\n'),
  'cut lines with spaces behind them': wrapped('', '  ', '\n \n'),
  'cut lines of quoted mail': wrapped('> ', '', '\n>\n'),
  'cut lines, first lines indented': (paragraphs, width) =>
    paragraphs.map((text) => wrap(text, width, '    ').join('\n')).join('\n'),
};

test.each(Object.entries(LAYOUTS))('the same article in any layout has the same paragraphs: %s', (_, layout) => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 40, max: 100 }), fc.boolean(), (seed, width, capitals) => {
      const { headline, author, dateline, agency, paragraphs } = writeArticle(seeded(seed));
      // a line "BY SPRING" is a byline to anybody
      fc.pre(!capitals || !/ by /iu.test(headline));
      const [first, ...rest] = paragraphs;
      const article = [
        capitals ? headline.toUpperCase() : headline,
        `By ${author}`,
        `${dateline}, Nov. 3 (${agency}) — ${first}`,
        ...rest,
      ];
      expect(paragraphsOf(readText(layout(article, width)))).toEqual(article);
    }),
    { numRuns: 100 },
  );
});
