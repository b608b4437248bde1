/** `1.) x 2.) y`, `a. x b. y`, `• x • y`: enumerations that run on in one paragraph. */
const ENUMERATOR = /(?<=^|\s)(?:[•⁃‣◦▪]\s?)?(\d{1,3}|[a-z])(\.\)|[.)])(?=\s+\S)/gu;
const BULLET = /(?<=^|\s)[•⁃‣◦▪]/gu;

/**
 * Where items of an enumeration begin that the paragraph opens with, its first one left out. Numbers or letters must count up one by one in
 * one style.
 */
export function findListItems(text: string): number[] {
  if (/^[•⁃‣◦▪]/u.test(text)) return [...text.matchAll(BULLET)].map((match) => match.index).filter((at) => at > 0);
  const first = /^(\d{1,3}|[a-z])(\.\)|[.)])\s+\S/u.exec(text);
  if (first === null) return [];
  const starts: number[] = [];
  let wanted = following(first[1]);
  for (const match of text.matchAll(ENUMERATOR)) {
    if (match.index === 0 || match[1] !== wanted || match[2] !== first[2]) continue;
    starts.push(match.index);
    wanted = following(wanted);
  }
  return starts;
}

const following = (label: string): string =>
  /\d/u.test(label) ? String(Number(label) + 1) : String.fromCharCode(label.charCodeAt(0) + 1);
