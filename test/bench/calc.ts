// `npm run bench -- --calc`: how long a calculator takes for any text in any field; the slowest of many texts, which is to stay under 5 ms.

import { below, luckFor, type Luck } from '../../src/base/rng.ts';
import { calculators } from '../../src/calc/all.ts';
import type { Calculator, Field, Values } from '../../src/calc/calculator.ts';

/** What people type and paste: parts of right values, wrong signs, and long nonsense. */
const PARTS = [
  ...[
    '192.168.12.1',
    '/24',
    '255.255.255.0',
    '10',
    '-1',
    '0x7f',
    'fe80::1',
    '::',
    '02:00:00:00:00:0a',
    '１２',
    '。',
    ' ',
  ],
  ...[
    '\n',
    ',',
    ':',
    '你好',
    '😀',
    '\ud800',
    '=1+1',
    '%',
    'ff',
    '4294967296',
    '99999999999999999999',
    '!I',
    '\\',
    '\t',
  ],
];
const LONGEST = 8192;

function anyText(luck: Luck): string {
  const count = below(luck, 4) === 0 ? below(luck, 400) : below(luck, 6);
  let text = '';
  for (let i = 0; i < count; i++) text += PARTS[below(luck, PARTS.length)]!;
  return (below(luck, 20) === 0 ? text.repeat(1 + below(luck, 40)) : text).slice(0, LONGEST);
}

const anyValue = (luck: Luck, { kind, options, min = 0, max = 0 }: Field): string =>
  kind === 'choice'
    ? options![below(luck, options!.length)]!
    : kind === 'switch'
      ? ['on', ''][below(luck, 2)]!
      : kind === 'range'
        ? String(min + below(luck, max - min + 1))
        : anyText(luck);

/** Wall-clock milliseconds of the slowest of so many calls, and what stood in the fields then. */
function slowest({ id, fields, work }: Calculator, calls: number): { ms: number; values: Values } {
  const luck = luckFor(1, id, 'bench');
  let worst: { ms: number; values: Values } = { ms: 0, values: {} };
  for (let call = 0; call < calls; call++) {
    // Beside what is typed into one field the others mostly keep what is right.
    const values: Record<string, string> = {};
    for (const field of fields) if (below(luck, 2) === 0) values[field.name] = anyValue(luck, field);
    // A pause of the machine is no calculator's: where a call took long, the best of ten counts.
    let ms = timed(() => work(values));
    for (let again = 0; again < 9 && ms > worst.ms; again++)
      ms = Math.min(
        ms,
        timed(() => work(values)),
      );
    if (ms > worst.ms) worst = { ms, values };
  }
  return worst;
}

function timed(run: () => void): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

/** Prints a line for each calculator; gives 1 when one takes longer than 5 ms, else 0. */
export function measureCalculators(calls: number): number {
  let over = 0;
  for (const calculator of calculators) {
    const { ms, values } = slowest(calculator, calls);
    const late = ms > 5;
    if (late) over = 1;
    const what = late ? `  ${JSON.stringify(values).slice(0, 200)}` : '';
    console.log(`${calculator.id.padEnd(12)} ${ms.toFixed(2).padStart(8)} ms${late ? '  OVER 5 ms' : ''}${what}`);
  }
  return over;
}
