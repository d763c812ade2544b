// Links of a lesson to calculators, `calc:same-lan?a=192.168.12.1/24&b=…`: looked up while the lesson is read, so that none leads nowhere.

import { calcParts, readAddress, type CalcAddress } from '../calc/address.ts';
import { calculators } from '../calc/all.ts';
import type { Calculator, Field } from '../calc/calculator.ts';
import type { Drill } from '../calc/drill.ts';
import { familyOf } from '../calc/families.ts';
import { readSheet } from '../calc/worksheet.ts';
import { meant, quoted } from '../sim/labFields.ts';

/** What is wrong, and what would be right. */
export type Mistake = [wrong: string, right: string];

/** The first mistake in what stands behind `calc:`; undefined when it leads somewhere and each value to its place. */
export function mistakeIn(address: string): Mistake | undefined {
  const read = readAddress(address);
  if (!read) return [`${quoted(address)} has a % that is no encoding`, 'write % as %25'];
  const calculator = calculators.find(({ id }) => id === read.calculator);
  if (!calculator) {
    return [
      `there is no calculator ${quoted(read.calculator)}`,
      meant(
        read.calculator,
        calculators.map(({ id }) => id),
      ),
    ];
  }
  const part = calcParts.find((name) => name === (read.part ?? 'work'));
  if (!part) return [`a calculator has no part ${quoted(read.part!)}`, meant(read.part!, calcParts)];
  if (part === 'work') return wrongField(calculator, read);
  if (part === 'drills') return wrongExercise(calculator, read);
  return wrongSheet(calculator, read);
}

function unknownName(what: string, known: readonly string[], { values }: CalcAddress): Mistake | undefined {
  const odd = values.find(([name]) => !known.includes(name));
  return odd && [`${what} ${quoted(odd[0])}`, meant(odd[0], known)];
}

function wrongField({ id, fields }: Calculator, address: CalcAddress): Mistake | undefined {
  const unknown = unknownName(
    `the calculator ${quoted(id)} has no field`,
    fields.map(({ name }) => name),
    address,
  );
  if (unknown) return unknown;
  for (const [name, value] of address.values) {
    const options = optionsOf(fields.find((field) => field.name === name)!);
    if (options && !options.includes(value)) {
      return [`the field ${quoted(name)} of ${quoted(id)} cannot be ${quoted(value)}`, meant(value, options)];
    }
  }
  return undefined;
}

const optionsOf = ({ kind, options = [] }: Field): readonly string[] | undefined =>
  kind === 'choice' ? options : kind === 'switch' ? ['on', ''] : undefined;

/** Exercises of the whole family may be asked for: they are practised mixed. */
const drillsBeside = (calculator: Calculator): Drill[] =>
  calculators.filter(({ id }) => familyOf(id) === familyOf(calculator.id)).flatMap((one) => one.drills);

function wrongSheet(calculator: Calculator, address: CalcAddress): Mistake | undefined {
  const known = drillsBeside(calculator);
  const [odd] = readSheet(Object.fromEntries(address.values), known, calculator.drills).odd;
  if (odd !== undefined) {
    return [
      `a sheet cannot have ${quoted(odd)}`,
      meant(
        odd,
        known.map(({ id }) => id),
      ),
    ];
  }
  return unknownName('a sheet has no', ['drills', 'count', 'seed'], address);
}

function wrongExercise(calculator: Calculator, address: CalcAddress): Mistake | undefined {
  const drills = drillsBeside(calculator);
  const given = new Map(address.values);
  const wanted = given.get('drill') ?? calculator.drills[0]!.id;
  const drill = drills.find(({ id }) => id === wanted);
  if (!drill) {
    return [
      `there is no exercise ${quoted(wanted)}`,
      meant(
        wanted,
        drills.map(({ id }) => id),
      ),
    ];
  }
  const level = given.get('level') ?? '1';
  if (!/^\d$/.test(level) || Number(level) < 1 || Number(level) > drill.levels) {
    return [`${quoted(wanted)} has no level ${quoted(level)}`, `there are 1 to ${drill.levels}`];
  }
  if (!/^\d{1,9}$/.test(given.get('seed') ?? '0')) return ['a seed is a whole number', 'seed=7'];
  return unknownName('an exercise has no', ['drill', 'level', 'seed', 'mixed'], address);
}
