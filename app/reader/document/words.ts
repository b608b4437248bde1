/** Types of entities: what a person calls them. */
export const TYPE_NAMES: Record<string, { one: string; many: string }> = {
  PER: { one: 'person', many: 'People' },
  ORG: { one: 'organisation', many: 'Organisations' },
  LOC: { one: 'place', many: 'Places' },
  EVENT: { one: 'event', many: 'Events' },
  DATE: { one: 'date', many: 'Dates' },
  MISC: { one: 'other name', many: 'Other names' },
  EMAIL: { one: 'e-mail address', many: 'E-mail addresses' },
};

/** What a type is called; of one that is not known here, as it is. */
export function typeName(type: string): string {
  return TYPE_NAMES[type]?.one ?? type;
}

/** `1 statement`, `12 statements`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Confidence, 0 to 1, as a reader takes it in: two digits. */
export function confidence(value: number): string {
  return value.toFixed(2);
}

/** A fingerprint or hash, short enough for a line. */
export function short(hash: string): string {
  return hash.slice(0, 12);
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** What an ISO 639 code stands for: `English`; null where nobody knows it. */
export function languageName(code: string | null): string | null {
  return code !== null && /^[a-z]{2,3}$/u.test(code) ? (LANGUAGES.of(code) ?? null) : null;
}
