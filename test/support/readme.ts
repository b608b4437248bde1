/** A statement in README.md with the answer that stands below it. */
export interface Question {
  statement: string;
  answer: string;
}

const QUESTION = /```sql\n(.*?)\n```\n(?:\n```text\n(.*?)\n```\n)?/gsu;

/** The questions of a Markdown text, in order; an answer that is missing is empty. */
export function questionsOf(markdown: string): Question[] {
  return Array.from(markdown.matchAll(QUESTION), ([, statement, answer = '']) => ({ statement, answer }));
}

/** The same text with other answers, in the order of its questions. */
export function withAnswers(markdown: string, answers: string[]): string {
  let at = 0;
  return markdown.replaceAll(QUESTION, (_, statement) => {
    const answer = answers[at];
    at += 1;
    return `\`\`\`sql\n${statement}\n\`\`\`\n\n\`\`\`text\n${answer}\n\`\`\`\n`;
  });
}
