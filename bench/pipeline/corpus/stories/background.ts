/** Sentences that any article may have. */
export const BACKGROUND: readonly string[] = [
  '[Reporters|Journalists|Photographers] were [kept out|let in for {number} minutes|asked to wait], and [no questions were taken|only two questions were answered|a statement was read out].',
  'The [matter|affair|story] [first came to light|made headlines|was raised] in {month} {year}, when [a local paper|a broadcaster|{body}] [published|obtained|leaked] [a letter|{number} pages of minutes|a recording].',
  '{town} has {number},000 [inhabitants|people], [a harbour|two bridges|one hospital] and [a reputation for|a long history of] [stubbornness|good cheese|late trains|quarrels].',
  '[Calls|Letters|Messages] to [the office|{company}|a lawyer] were [not answered|returned on {day}|met with a recorded voice].',
  'By {day} [evening|morning|noon] {number} [messages of support|complaints|offers of help] had [arrived|been counted|been published], [most|half|few] of them [signed|from abroad|polite].',
  '[Observers|Neighbours|Regulars at the station café] [spoke of little else|shrugged|were divided], and [a petition|a collection|a song] [went round|was started|was already there] by {day}.',
  'It was the [second|third|fourth] time [this year|since {month}|in {number} months] that [the town|the region|{country}] had [made|been in] the [national news|papers] for [that|such a] reason.',
  '[Last|Earlier this] [month|week|year] {union} [organised|held|cancelled] a [march|concert|meeting] [in {capital}|on the quay|behind closed doors], [to which|and] {number} [people|members|guests] [came|were invited].',
];
