// The page that every error leads to: what is written of refusals, and every problem with its words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.mjs';

/** Every problem: `{ code, ja, en }`, as the schema has it. */
export const readProblems = () => JSON.parse(readFileSync(join(ROOT, 'packages/schema/problems.json'), 'utf8'));

const SAID = { en: 'What the person reads', ja: '画面に出る文' };

/** The page with a section for each problem below what is written in it. */
export const withProblems = (page) => {
  const sections = readProblems().map((problem) => `### ${problem.code}\n\n${SAID[page.lang]}: ${problem[page.lang]}`);
  return { ...page, markdown: `${page.markdown.trimEnd()}\n\n${sections.join('\n\n')}\n` };
};
