// The tests of a filter: comparison, search, sets and their combinations become one function of a frame.

import type { Expected, Value } from './constant.ts';
import { type Operand, type Scope, fail, isConstant, operandOf, unknownName } from './operand.ts';
import type { Entity, Member, Test } from './parse.ts';
import { type Reading, type Subject } from './read.ts';
import { compileRegex } from './regex.ts';
import { COMPARES, asOctets, compareValues, containsOctets } from './values.ts';

export type Predicate = (subject: Subject) => boolean;
type Pair = (a: Value, b: Value) => boolean;

/** Compiles a test; undefined when something is wrong, which then stands in the scope. */
export function predicateOf(scope: Scope, test: Test): Predicate | undefined {
  switch (test.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return combined(scope, test.kind, test.tests);
    case 'not': {
      const of = predicateOf(scope, test.of);
      return of && ((subject) => !of(subject));
    }
    case 'relation':
      return relation(scope, test);
    case 'in':
      return membership(scope, test);
    case 'given':
      return given(scope, test.of);
  }
}

function combined(scope: Scope, kind: 'and' | 'or' | 'xor', tests: readonly Test[]): Predicate | undefined {
  const parts: Predicate[] = [];
  for (const test of tests) {
    const part = predicateOf(scope, test);
    if (!part) return undefined;
    parts.push(part);
  }
  if (kind === 'and') return (subject) => parts.every((part) => part(subject));
  if (kind === 'or') return (subject) => parts.some((part) => part(subject));
  return (subject) => parts.reduce((odd, part) => odd !== part(subject), false);
}

/** A field alone: is it there? Arithmetic alone: is any result not zero? */
function given(scope: Scope, of: Entity): Predicate | undefined {
  const operand = operandOf(scope, of);
  if (!operand) return undefined;
  if (of.kind === 'call')
    return fail(scope, of, `${of.name}(…) must be compared with something`, `for example ${of.name}(…) > 1`);
  const { read, field } = operand;
  if (of.kind === 'arithmetic' || of.kind === 'negative') {
    return (subject) =>
      read(subject).some((value) => (typeof value === 'object' ? value.some((octet) => octet > 0) : value));
  }
  if (of.kind === 'word' && field?.type === 'protocol' && field.protocol !== 'frame') {
    return ({ dissection }) => dissection.layers.some(({ protocol }) => protocol === field.protocol);
  }
  return (subject) => read(subject).length > 0;
}

type RelationTest = Extract<Test, { kind: 'relation' }>;

function relation(scope: Scope, test: RelationTest): Predicate | undefined {
  const { relation: sign, left, right, quantifier } = test;
  const operand = leftOperand(scope, left, sign);
  if (!operand) return undefined;
  if (sign === 'matches') return matching(scope, test, operand);
  if (sign === 'contains') return containing(scope, test, operand);
  const other = rightOperand(scope, operand, right);
  if (!other) return undefined;
  const holds = COMPARES[sign];
  const pair = pairwise(operand, other, holds);
  // Of several values one is enough, except that "not equal" and "all equal" must hold for every one.
  const every = quantifier ? quantifier === 'all' : sign === '!=' || sign === '===';
  return over(operand.read, other.read, pair, every);
}

/** What stands on the left says what kind of value stands on the right; so it cannot be a constant. */
function leftOperand(scope: Scope, left: Entity, sign: string): Operand | undefined {
  if (!isConstant(scope, left)) return operandOf(scope, left);
  if (left.kind === 'word' && !/^[\d:]/.test(left.text)) return unknownName(scope, left);
  return fail(scope, left, `On the left of "${sign}" a field must stand`, 'write the field first, as in ip.ttl == 64');
}

/** The right side, of the same kind as the left. */
function rightOperand(scope: Scope, left: Operand, right: Entity): Operand | undefined {
  const other = operandOf(scope, right, left);
  if (!other || kindOf(other) === kindOf(left)) return other;
  const protocol = other.field?.type === 'protocol' && left.names;
  const hint = protocol ? `a value is meant? Put it in double quotes` : undefined;
  return fail(scope, right, `${left.label} and ${other.label} are not of one kind`, hint);
}

/** Ethernet addresses also compare with octets. */
function kindOf({ type }: Expected): string {
  return type === 'mac' || type === 'bytes' || type === 'protocol' ? 'octets' : type;
}

function pairwise(left: Operand, right: Operand, holds: (order: number) => boolean): Pair {
  const mask = right.constant?.mask;
  if (mask !== undefined) return (a, b) => holds((((a as number) & mask) >>> 0) - (b as number));
  if (left.type === right.type || kindOf(left) !== 'octets') return (a, b) => holds(compareValues(a, b));
  return (a, b) => holds(compareValues(asOctets(left, a)!, asOctets(right, b)!));
}

/** True when the pair holds for one (or for every) pair of values; never where one side has none. */
function over(left: Reading, right: Reading, pair: Pair, every: boolean): Predicate {
  return (subject) => {
    const values = left(subject);
    if (!values.length) return false;
    const others = right(subject);
    if (!others.length) return false;
    for (const a of values) for (const b of others) if (pair(a, b) !== every) return !every;
    return every;
  };
}

/** `contains` and `matches` look into text and octets only. */
function searchable(scope: Scope, operand: Operand, { left, relation: sign }: RelationTest): boolean {
  if (operand.type === 'text' || kindOf(operand) === 'octets') return true;
  const hint =
    operand.type === 'ipv4' ? 'a network is asked for with == 192.168.12.0/24' : 'a number is compared with == or &';
  fail(scope, left, `${operand.label} is neither text nor octets, where ${sign} could look`, hint);
  return false;
}

function containing(scope: Scope, test: RelationTest, operand: Operand): Predicate | undefined {
  if (!searchable(scope, operand, test)) return undefined;
  // Octets are looked for in octets, whatever kind of address the field is.
  const wanted: Expected = operand.type === 'text' ? operand : { type: 'bytes', label: operand.label };
  const other = operandOf(scope, test.right, wanted);
  if (!other) return undefined;
  if (operand.type === 'text' ? other.type !== 'text' : kindOf(other) !== 'octets') {
    return fail(scope, test.right, `${operand.label} and ${other.label} are not of one kind`);
  }
  const pair: Pair = (a, b) => containsOctets(asOctets(operand, a)!, asOctets(other, b)!);
  return over(operand.whole ?? operand.read, other.read, pair, test.quantifier === 'all');
}

function matching(scope: Scope, test: RelationTest, operand: Operand): Predicate | undefined {
  if (!searchable(scope, operand, test)) return undefined;
  const { right } = test;
  if (right.kind !== 'string') {
    return fail(
      scope,
      right,
      'matches needs a pattern in double quotes on the right',
      'for example matches "ping.*[0-9]"',
    );
  }
  const regex = compileRegex(right.octets);
  if (!regex.ok) return fail(scope, right, `The pattern cannot be read: ${regex.message}`);
  const read = operand.whole ?? operand.read;
  return over(
    read,
    () => [0],
    (a) => regex.matches(asOctets(operand, a)!),
    test.quantifier === 'all',
  );
}

function membership(scope: Scope, test: Extract<Test, { kind: 'in' }>): Predicate | undefined {
  const operand = leftOperand(scope, test.left, 'in');
  if (!operand) return undefined;
  const members: ((value: Value, subject: Subject) => boolean)[] = [];
  for (const member of test.members) {
    const isMember = memberTest(scope, operand, member);
    if (!isMember) return undefined;
    members.push(isMember);
  }
  const { read } = operand;
  const every = test.quantifier === 'all';
  return (subject) => {
    const values = read(subject);
    const inside = (value: Value): boolean => members.some((isMember) => isMember(value, subject));
    return values.length > 0 && (every ? values.every(inside) : values.some(inside));
  };
}

function memberTest(
  scope: Scope,
  left: Operand,
  { low, high }: Member,
): ((value: Value, subject: Subject) => boolean) | undefined {
  const first = rightOperand(scope, left, low);
  if (!first) return undefined;
  const holdsFor = (other: Operand, sign: '==' | '>=' | '<=') => {
    const pair = pairwise(left, other, COMPARES[sign]);
    return (value: Value, subject: Subject): boolean => other.read(subject).some((bound) => pair(value, bound));
  };
  if (!high) return holdsFor(first, '==');
  const last = rightOperand(scope, left, high);
  if (!last) return undefined;
  const above = holdsFor(first, '>=');
  const below = holdsFor(last, '<=');
  return (value, subject) => above(value, subject) && below(value, subject);
}
