/** One thing the stage does, why, and the numbers it goes by. Each has a document of its name in `test/stages/normalize/rules` that needs it. */
export interface Rule {
  does: string;
  why: string;
  settings?: Readonly<Record<string, number>>;
}

/** What reading a page decides, in the order in which it is decided. */
export const PAGE_RULES = {
  'head-left-open': {
    does: 'An element that no head holds ends the head.',
    why: 'HTML lets the end tag of the head be left out; the body would be taken for what nobody reads.',
  },
  'hidden-elements': {
    does: 'Text in elements that are hidden by attribute or style, or in dialogs, is not read.',
    why: 'It is shown to nobody, or only after a click: consent boxes, menus, copies for other screens.',
  },
  'all-hidden': {
    does: 'Where fewer characters are shown than this, and the page has many times more, hidden elements are read too.',
    why: 'Some pages hide everything until a script has run, or while a dialog is open.',
    settings: { shown: 600, times: 3 },
  },
  'line-breaks': {
    does: 'Two line breaks end a paragraph, one only where a sentence ends.',
    why: 'Older systems set no paragraphs; addresses and verse are broken within them.',
  },
  'article-blocks': {
    does: 'A block belongs to the article where boosted trees give it at least these log odds; where the sum is less than a short item, the lower ones are tried.',
    why: 'No class or element alone tells an article from what stands around it; 57 features together do.',
    settings: { logOdds: 0.2, tooLittle: 140, lower: -1, lowest: -3 },
  },
  'whole-article-named-for-something-else': {
    does: 'An element that holds this share of the running text is never taken for a margin, whatever it is called.',
    why: 'Themes call their main column "sidebar-left" or "comment-page".',
    settings: { most: 0.4 },
  },
  'article-body-as-witness': {
    does: "Blocks that stand in JSON-LD's articleBody gain log odds, others lose some, where the page shows most of that text.",
    why: 'It is the site’s own word on what the article is; but it can be cut short, or another story’s.',
    settings: { shortest: 400, shown: 0.7, agrees: 3, differs: -2.5 },
  },
  'captions-apart': {
    does: 'Captions of pictures are not part of the text.',
    why: 'They are no sentences of the article, and interrupt it.',
  },
  'lists-and-quotations': {
    does: 'Items of lists, block quotations and subheadings are paragraphs of the article.',
    why: 'They are the author’s, and quotations are what attribution looks for.',
  },
  'head-of-article': {
    does: 'The headline, bylines and lines that are only a date are taken out above the first paragraph.',
    why: 'They are metadata; as text they would be sentences that nobody wrote. A signature below stays.',
    settings: { blocks: 4, characters: 160 },
  },
  'pull-quotes': {
    does: 'A quotation that stands in another paragraph, or a whole block that was there already, is left out.',
    why: 'A doubled quotation would be a second statement.',
    settings: { shortest: 40 },
  },
  'quotation-opened': {
    does: 'A paragraph that opens a quotation and does not close it is no pull quote of itself.',
    why: 'A quotation over several paragraphs is closed only in the last of them.',
  },
  'title-by-agreement': {
    does: 'The wording that most of these have: the first heading (if it is like any other), JSON-LD, OpenGraph, Twitter, the title element. The numbers are votes.',
    why: 'Sites test headlines and shorten them for search; JSON-LD and OpenGraph together outweigh what is shown, one of them does not.',
    settings: { heading: 4, jsonLd: 2.5, openGraph: 2, other: 1 },
  },
  'title-without-outlet': {
    does: 'The outlet’s and the host’s names go from either end, and a few words behind a bar where enough is left.',
    why: '"Headline | Section | Outlet" is for tabs of browsers.',
    settings: { words: 4, left: 25 },
  },
  'names-only': {
    does: '"By", roles, outlets, places, addresses and dates go from bylines; names in capitals get small letters.',
    why: 'Authors are compared and counted by name.',
  },
  'byline-beside-headline': {
    does: 'Of all elements named for authors, the one nearest to the headline is the byline, with the names beside it; it comes after JSON-LD and before meta tags. Characters of text.',
    why: 'Teasers and comments name authors too, and meta tags often name the account that published.',
    settings: { near: 800, together: 120, apart: 4000 },
  },
  'page-of-several-articles': {
    does: 'Of several articles in JSON-LD, the one whose headline is the page’s title counts.',
    why: 'Lists of other stories are marked up as articles, too.',
  },
  'byline-with-more-names': {
    does: 'A byline beside the headline that has all declared names and more is preferred to them.',
    why: 'Metadata often name the first author only.',
  },
  'organisation-signs': {
    does: 'An agency, a desk or the outlet is given as author only where no person is, and an account ("admin") never.',
    why: '"Reuters" alone is who answers for the text; beside a name it is where the name works.',
  },
  'published-not-modified': {
    does: 'Publication is read from JSON-LD, then meta tags, marked elements, the address, lines that are only a date; modification apart from it.',
    why: 'A correction must not move an article in time.',
  },
  'broken-json-ld': {
    does: 'Dates and an author are read from JSON-LD that no parser reads.',
    why: 'Unescaped quotation marks in descriptions are common.',
  },
} as const satisfies Record<string, Rule>;

/** What reading bytes, characters, plain text, languages and quotation marks decides, in the order in which it is decided. */
export const TEXT_RULES = {
  'utf-8-where-valid': {
    does: 'Bytes that are valid UTF-8 are read as that, whatever is declared.',
    why: 'Other encodings are hardly ever valid UTF-8 by chance; declarations are often copied from another page.',
  },
  'guessed-encoding': {
    does: 'Where nothing is declared, jschardet decides if it is this sure; else the candidate whose text reads best does, by the lines that are not ASCII.',
    why: 'Short texts leave jschardet unsure between encodings of which only one gives words: “councilÕs” is none.',
    settings: { sure: 0.2 },
  },
  'wrong-decoding-undone': {
    does: 'UTF-8 that was read as another encoding, however often, is put right, up to this many characters.',
    why: '“CafÃ©” is found by nobody. Each repair is a run of the offset map of its own, and costs memory.',
    settings: { most: 12_000_000 },
  },
  'entity-beside-damage': {
    does: 'An HTML entity in plain text is decoded only where it completes a wrongly decoded character.',
    why: 'Elsewhere it may be meant as it stands: articles about HTML write "&amp;".',
  },
  'invisible-characters': {
    does: 'Soft hyphens, zero-width characters, bidi and other controls go; every kind of space is a plain one; ligatures are written out.',
    why: 'They part words for whoever searches or tags. Bidi controls can hide what a name really is, and are reported.',
  },
  'full-width-in-latin-text': {
    does: 'Full-width forms become narrow on lines without an East Asian letter.',
    why: 'There they are damage; among such letters they are how text is set.',
  },
  'wrapped-lines': {
    does: 'Lines are joined where this share of those that others follow is full, and this share breaks off inside a sentence; lines wider than the widest are paragraphs.',
    why: 'Only all lines together tell a cut line from a short paragraph.',
    settings: { full: 0.5, broken: 0.4, narrowest: 24, widest: 140, wider: 0.2 },
  },
  'first-lines-indented': {
    does: 'Indented lines begin paragraphs, and only they, where their share lies between these, most of them follow an ended sentence, and others do not.',
    why: 'Newsletters and typescripts set no blank lines; a last line that happens to be full would join two paragraphs.',
    settings: { fewest: 0.1, most: 0.9, ended: 0.7, goingOn: 0.3, deepest: 10 },
  },
  'hyphen-at-line-end': {
    does: 'A hyphen at a line’s end goes, unless the word is a compound by its parts or the text spells it so elsewhere.',
    why: '“engi-neers” is a wrapped word, “well-known” a compound.',
  },
  'dateline-begins': {
    does: 'A dateline begins a paragraph, and goes on in the next line.',
    why: 'In narrow columns its dash looks like a bullet, and its date like a line of its own.',
  },
  'capitals-above-text': {
    does: 'A headline in capitals is a paragraph, however full its line.',
    why: 'Telexes set the headline to the full width.',
  },
  'credits-alone': {
    does: 'Bylines, credits, addresses, bullets and labels of speakers are paragraphs of their own.',
    why: 'They are no sentences of the text around them.',
  },
  'title-below-slug': {
    does: 'The title is the first line that reads like a headline and has prose below it, after slugs, updates, embargoes and bylines.',
    why: 'Wire copy has up to eight lines before its headline.',
  },
  'unambiguous-dates': {
    does: 'A date of figures counts only where it can be read in one way.',
    why: '3/11/2024 is in March or in November, by where it was written.',
  },
  'language-by-words': {
    does: 'Languages that eld does not know are told by frequent words or letters of their own.',
    why: 'It takes Indonesian for Malay, Afrikaans for Dutch, Kazakh for Belarusian.',
  },
  'foreign-paragraphs': {
    does: 'A paragraph of at least this many letters besides names that is surely in another language than the document is named with it.',
    why: 'Shorter ones, and lists of names, are told wrongly too often.',
    settings: { letters: 60 },
  },
  'quotations-paired': {
    does: 'Quotation marks keep their kind and are paired by paragraph; one left open goes on where the next paragraph opens again. A paragraph with more marks is no text.',
    why: 'Whose words they are is decided later, from the same pairs.',
    settings: { most: 20_000 },
  },
} as const satisfies Record<string, Rule>;
