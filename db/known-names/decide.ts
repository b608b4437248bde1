import {
  choose,
  type Evidence,
  grown,
  type Identity,
  type Known,
  type LinkReason,
  type OwnReason,
} from '../../stages/known-names/index.ts';
import { type KnownEntity, type NewKnown, type TypedKey, typedKey } from './known.ts';
import { type Earlier, earlierKey, type FoundEntity } from './read.ts';

/** An entity with what it may be known by. */
export interface Named {
  found: FoundEntity;
  identity: Identity;
  /** Null where it is known in its own document only. */
  key: TypedKey | null;
  /** Whether it is somebody else by hand: then its roles say nothing of whom the rules find. */
  isAssigned: boolean;
}

/** One that an entity is linked to; `id` is null until it is stored. */
export type Target = Known;

/** What the rules say of an entity. */
export interface Link {
  named: Named;
  target: Target | null;
  reason: LinkReason | OwnReason;
  evidence: Evidence | null;
}

/** What is to be written for some entities. */
export interface Plan {
  links: Link[];
  /** New ones whose key nobody had before, with what all entities of this plan say of them. */
  first: Map<TypedKey, NewKnown & Target>;
  /** New ones whose key others have. */
  others: (NewKnown & Target)[];
  /** Stored ones of which more is known now, by key. */
  grown: Map<TypedKey, Target[]>;
  /** Keys that several have, of which an entity was to be one. */
  several: Set<TypedKey>;
}

/** @returns null for what is known in its own document only. */
export function keyOf({ type, key }: Identity): TypedKey | null {
  return key === null ? null : typedKey({ type, key });
}

/**
 * Says of entities, one after the other, who they are.
 * @param known what is stored by each key; an entity's new neighbours count as well.
 * @param earlier whom earlier versions mean, as `readEarlier` gives it.
 */
export function decide(
  all: Named[],
  known: ReadonlyMap<TypedKey, readonly KnownEntity[]>,
  earlier: ReadonlyMap<string, Earlier> = new Map(),
): Plan {
  const plan: Plan = { links: [], first: new Map(), others: [], grown: new Map(), several: new Set() };
  const candidates = new Map<TypedKey, Target[]>();
  for (const named of all) {
    const { key, identity, found } = named;
    if (key === null) {
      plan.links.push({ named, target: null, reason: identity.reason as OwnReason, evidence: null });
      continue;
    }
    const own = candidates.get(key) ?? (known.get(key) ?? []).map((each): Target => ({ ...each }));
    candidates.set(key, own);
    if (own.length > 1) plan.several.add(key);
    const before = earlier.get(earlierKey(found.artifactId, key));
    const isThere = own.some(({ id }) => id === before?.id);
    const choice = choose(identity, own, isThere ? before?.id : before?.sameAs);
    if (choice.known === undefined) {
      plan.links.push({ named, target: null, reason: choice.reason, evidence: null });
    } else if (choice.known === null) {
      const target = newTarget(found, identity, -1 - plan.links.length);
      if (own.length === 0) plan.first.set(key, target);
      else plan.others.push(target);
      own.push(target);
      plan.links.push({ named, target, reason: choice.reason, evidence: null });
    } else {
      const { known: target, reason, evidence } = choice;
      const more = identity.type === 'PER' && !named.isAssigned ? grown(target, identity) : null;
      if (more !== null) {
        Object.assign(target, more);
        if (target.id !== null) plan.grown.set(key, [...(plan.grown.get(key) ?? []), target]);
      }
      plan.links.push({ named, target, reason, evidence });
    }
  }
  return plan;
}

/** @param sameAs a number that no other has. */
function newTarget(
  { canonical, country, region, geonamesId }: FoundEntity,
  identity: Identity,
  sameAs: number,
): NewKnown & Target {
  const { type, key, families, countries } = identity;
  const place = type === 'LOC' ? { country, region, geonamesId } : { country: null, region: null, geonamesId: null };
  return { id: null, sameAs, isApart: false, type, key: key as string, name: canonical, families, countries, ...place };
}
