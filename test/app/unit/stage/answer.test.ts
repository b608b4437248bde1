import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerOptions, answerLine } from '../../../../app/stage/answer.ts';

const options: AnswerOptions = { stage: 'all', rawOffsets: false, maxBytes: 100_000 };
const answer = async (line: string, changed: Partial<AnswerOptions> = {}) =>
  JSON.parse((await answerLine({ bytes: Buffer.from(line), truncated: false }, { ...options, ...changed })).json);
const refusal = (id: unknown, type: string) => ({ id, ok: false, error: { type, message: expect.any(String) } });

describe('a line that is no document is refused by name, with its id', () => {
  test.each([
    ['not JSON', '{"id": "a", "text": ', refusal('a', 'MalformedInput')],
    ['not JSON, no id', 'hello', refusal(null, 'MalformedInput')],
    ['a list', '[1]', refusal(null, 'MalformedInput')],
    ['null', 'null', refusal(null, 'MalformedInput')],
    ['no id', '{"text": "It rained."}', refusal(null, 'MalformedInput')],
    ['neither text nor content', '{"id": 7}', refusal(7, 'MalformedInput')],
    ['both', '{"id": 7, "text": "a", "contentBase64": "YQ=="}', refusal(7, 'MalformedInput')],
    ['a text that is no string', '{"id": "a", "text": {}}', refusal('a', 'MalformedInput')],
    ['broken base64', '{"id": "a", "contentBase64": "%%%"}', refusal('a', 'MalformedInput')],
    ['no text in it', '{"id": "a", "text": " \\n "}', refusal('a', 'EmptyDocument')],
    ['too large', JSON.stringify({ id: 'a', text: 'x'.repeat(100_001) }), refusal('a', 'TooLarge')],
    [
      'a picture',
      JSON.stringify({ id: 'a', contentBase64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB' }),
      refusal('a', 'UnsupportedType'),
    ],
  ])('%s', async (_, line, expected) => expect(await answer(line)).toEqual(expected));

  test('a line past the limit', async () => {
    const { json } = await answerLine({ bytes: Buffer.from('{"id": "big", "text": "xx'), truncated: true }, options);
    expect(JSON.parse(json)).toEqual(refusal('big', 'TooLarge'));
  });
});

test('any JSON value gets one answer, and never a fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.string({ unit: 'binary', maxLength: 300 }), async (value, text) => {
      for (const document of [value, { id: value, text }]) {
        const line = { bytes: Buffer.from(JSON.stringify(document)), truncated: false };
        const { json, fault } = await answerLine(line, options);
        expect(fault).toBeUndefined();
        expect(json).not.toContain('\n');
        expect(typeof JSON.parse(json).ok).toBe('boolean');
      }
    }),
  );
});

const text = 'The bridge is shut, said Ann Lee, the mayor of Oslo.\r\n\r\n“We are\u00a0sorry,” she added. 😀';

test('each stage gives its own fields beside the text', async () => {
  const fields = async (stage: AnswerOptions['stage']) =>
    Object.keys(await answer(JSON.stringify({ id: 1, text }), { stage }));
  const common = ['id', 'ok', 'title', 'byline', 'publishedAt', 'language', 'text', 'paragraphs', 'sentences'];
  expect(await fields('normalize')).toEqual(common);
  expect(await fields('entities')).toEqual([...common, 'entities']);
  expect(await fields('attribution')).toEqual([...common, 'attributions', 'credits']);
  expect(await fields('all')).toEqual([...common, 'entities', 'attributions', 'credits']);
});

test('with --raw-offsets the text is the raw text, and spans refer to it', async () => {
  const raw = await answer(JSON.stringify({ id: 1, text }), { rawOffsets: true });
  expect(raw.text).toBe(text);
  const points = [...text];
  for (const { start, end, text: surface } of raw.entities) {
    expect(points.slice(start, end).join('').replaceAll('\u00a0', ' ')).toBe(surface);
  }
  const [said] = raw.attributions;
  expect(said.source.map(([start, end]: [number, number]) => points.slice(start, end).join('')).join()).toContain(
    'Ann Lee',
  );
});
