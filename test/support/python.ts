// Asks Python what is right, where our own reckoning is to be checked against somebody else's: one process for all questions of a test.

import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';

const probe = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);

/** There is a Python to ask. Where there is none: `describe.skipIf(!hasPython)('… (skipped where there is no python3)', …)`. */
export const hasPython = probe.status === 0;

/** How many random cases an oracle is asked: 100,000 in the long run. */
export const oracleCases = process.env['LONG'] ? 100_000 : 2_000;

/** Each line of input is a question as JSON, each line of output its answer; what `answer` raises is its answer, too. */
const LOOP = `
import json, sys
for line in sys.stdin.buffer:
    try:
        said = answer(json.loads(line))
    except Exception as error:
        said = {'raises': type(error).__name__, 'words': str(error)}
    sys.stdout.buffer.write(json.dumps(said).encode() + b'\\n')
`;

/**
 * The answers to questions (plain data), in their order. `script` defines `def answer(question): ...`, which returns plain data; where that raises an
 * exception the answer is `{ raises, words }`. Throws when Python does not come to its end, with what it said.
 */
export function askPython<Answer>(script: string, questions: readonly unknown[]): Answer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { status, stdout, stderr, error } = spawnSync('python3', ['-c', script + LOOP], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error || status !== 0) throw new Error(`python3 ended with ${status}: ${error?.message ?? ''}${stderr}`);
  const answers = stdout.split('\n').slice(0, -1);
  if (answers.length !== questions.length) {
    throw new Error(`${questions.length} questions, ${answers.length} answers`);
  }
  return answers.map((line) => JSON.parse(line) as Answer);
}

/** Where our answer is not the very one that Python gives: the first few such questions, with both answers. Nothing of ours may be `undefined`. */
export function disagreements<Question>(
  script: string,
  questions: readonly Question[],
  ours: (question: Question) => unknown,
): { question: Question; ours: unknown; theirs: unknown }[] {
  const theirs = askPython<unknown>(script, questions);
  return questions
    .map((question, place) => ({ question, ours: ours(question), theirs: theirs[place] }))
    .filter(({ ours, theirs }) => !isDeepStrictEqual(ours, theirs))
    .slice(0, 5);
}
