import { defineCommand } from '../definition.ts';
import { WHICH_DATABASE } from './which-database.ts';

export const NAMES = defineCommand({
  name: 'names',
  group: 'operate',
  summary: 'Says who is the same across documents, takes that back, and links what was published before',
  usage: [
    'merge ID INTO_ID [--reason WHY] [--by WHO] [--json]',
    'split ID KEY… [--into ID] [--reason WHY] [--by WHO] [--json]',
    'assign KEY NAME ID [--reason WHY] [--by WHO] [--json]',
    'undo DECISION [--by WHO] [--json]',
    'link [--json]',
  ],
  description: `IDs are those of the view people_places_organizations; current_entity_links says why each article's names have them. merge: two are the same. split: the articles with these keys mean another of the name, a new one or that of --into. assign: a name that the rules left open, such as a surname alone, is somebody known. Each is a row of name_decisions and holds for versions to come too; undo takes it back by its number.
link gives links to versions that were published before there were any; it may be ended and started again.
${WHICH_DATABASE}`,
  operands: [
    { name: 'ACTION', summary: 'what to do', values: ['merge', 'split', 'assign', 'undo', 'link'] },
    { name: 'ARGUMENT', summary: 'as the usage has them' },
  ],
  options: {
    into: { type: 'string', value: 'ID', summary: 'split: who these articles mean, instead of a new one' },
    reason: { type: 'string', value: 'WHY', summary: 'kept with the decision' },
    by: { type: 'string', value: 'WHO', summary: "who decides; the database's user where left out" },
    json: { type: 'boolean', summary: 'the decision, or what was linked, as an object' },
  },
  examples: [
    { line: 'npm run names -- merge 812 17 --reason "short form"', does: 'counts 812 as 17 from now on' },
    { line: 'npm run names -- split 17 raw/derby.txt', does: 'says that an article means another of that name' },
    { line: 'npm run names -- undo 3', does: 'takes decision 3 back' },
  ],
});
