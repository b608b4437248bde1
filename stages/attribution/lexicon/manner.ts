import { inflect } from './inflection.ts';

/**
 * Forms of verbs of looks, sounds and gestures that go with what is said, though they say nothing themselves: `“No way,” he
 * shrugged`. Our own list, from English usage.
 */
export const MANNER_FORMS: ReadonlySet<string> = new Set(
  `smile grin beam smirk laugh giggle chuckle chortle cackle snicker snigger guffaw sigh groan moan whimper sob weep wail
  gasp pant wheeze cough splutter sputter gulp sniff sniffle snort shrug nod wink wince grimace frown scowl glower pout
  blush bristle shudder gesture gesticulate hiss purr coo croak rasp drawl slur mumble babble blurt squeak squeal shriek
  screech howl holler whoop boom fume seethe rave sneer jeer taunt tease needle grouse grouch carp snipe whine`
    .split(/\s+/u)
    .flatMap(inflect),
);
