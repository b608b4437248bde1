import nlp from 'compromise';

/** A name as compromise marks it; offsets count code points. */
export interface MarkedName {
  start: number;
  end: number;
  type: 'PER' | 'LOC' | 'ORG';
}

const KINDS = [
  ['people', 'PER'],
  ['places', 'LOC'],
  ['organizations', 'ORG'],
] as const;

interface Found {
  text: string;
  offset: { start: number; length: number };
}

/** Marks and possessives that compromise leaves in a name's text. */
const EDGES = /^[\s\p{P}]+|(?:['’]s|[\s\p{P}])+$/gu;

/** The full stop after `U.S` belongs to the name. */
const INITIALS = /(?:^|\s)(?:\p{Lu}\.)+\p{Lu}$/u;

/** Persons, places and organisations that compromise (MIT) finds in a text, without marks and possessives at the edges. */
export function namesOfCompromise(text: string): MarkedName[] {
  const document = nlp(text);
  const pointAt = new Int32Array(text.length + 1);
  let points = 0;
  for (let i = 0; i < text.length; i += 1) {
    pointAt[i] = points;
    const isHigh = text.charCodeAt(i) >= 0xd800 && text.charCodeAt(i) < 0xdc00 && i + 1 < text.length;
    if (!isHigh) points += 1;
  }
  pointAt[text.length] = points;
  return KINDS.flatMap(([method, type]) =>
    (document[method]().json({ offset: true }) as Found[]).flatMap(({ offset }) => {
      const name = text.slice(offset.start, offset.start + offset.length);
      const bare = name.replace(EDGES, '');
      const isInitials = INITIALS.test(bare) && name.includes(`${bare}.`);
      const core = isInitials ? `${bare}.` : bare;
      if (core === '') return [];
      const start = offset.start + name.indexOf(core);
      return [{ start: pointAt[start], end: pointAt[start + core.length], type }];
    }),
  );
}
