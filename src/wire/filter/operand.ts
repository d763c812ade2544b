// The operands of a filter: turns fields, values written down, slices and arithmetic into readings with a type.

import { type Constant, type Expected, type Value, constantOf } from './constant.ts';
import { type KnownField, knownField, nearestName } from './fields.ts';
import { FUNCTIONS } from './functions.ts';
import type { FilterError, Place } from './lex.ts';
import type { Arithmetic, Entity, Piece } from './parse.ts';
import { type Reading, reading, wholeReading } from './read.ts';
import { type Run, cut, layersOf, runOf } from './slice.ts';
import { asOctets, calculate } from './values.ts';

/** What is known while a filter is compiled. The first mistake stays. */
export interface Scope {
  readonly more: readonly KnownField[];
  /** Fields and protocols that the filter names. */
  readonly names: Set<string>;
  error?: FilterError;
}

/** Something with values, and what constants may stand beside it. */
export interface Operand extends Expected {
  read: Reading;
  /** A protocol with what it carries. */
  whole?: Reading;
  field?: KnownField;
  /** Written down, and the same for every frame. */
  constant?: Constant;
}

/** Notes a mistake; the undefined is what the caller returns. */
export function fail(scope: Scope, place: Place, message: string, hint?: string): undefined {
  scope.error ??= { position: place.position, length: place.length, message, ...(hint ? { hint } : {}) };
  return undefined;
}

/** Has values only if another operand says what they mean. */
export function isConstant(scope: Scope, entity: Entity): boolean {
  if (entity.kind === 'word') return !fieldNamed(scope, entity.text);
  if (entity.kind === 'negative') return isConstant(scope, entity.of);
  if (entity.kind === 'arithmetic') return isConstant(scope, entity.left) && isConstant(scope, entity.right);
  return entity.kind === 'string' || entity.kind === 'char';
}

/** A leading dot says that a name follows, a leading colon that a value follows. */
function fieldNamed(scope: Scope, text: string): KnownField | undefined {
  return knownField(text.replace(/^\./, ''), scope.more);
}

/** Compiles an operand. `expected` is what a constant in it must be; without it a constant is a mistake. */
export function operandOf(scope: Scope, entity: Entity, expected?: Expected): Operand | undefined {
  switch (entity.kind) {
    case 'word':
    case 'string':
    case 'char':
      return leaf(scope, entity, expected);
    case 'layer':
      return layerOperand(scope, entity.of, entity.pieces);
    case 'slice':
      return sliceOperand(scope, entity.of, entity.pieces);
    case 'negative':
      return negativeOperand(scope, entity.of, expected);
    case 'arithmetic':
      return arithmeticOperand(scope, entity, expected);
    case 'call':
      return callOperand(scope, entity);
  }
}

function leaf(
  scope: Scope,
  entity: Extract<Entity, { kind: 'word' | 'string' | 'char' }>,
  expected: Expected | undefined,
): Operand | undefined {
  const field = entity.kind === 'word' ? fieldNamed(scope, entity.text) : undefined;
  if (field) return fieldOperand(scope, field);
  if (!expected) return unknownName(scope, entity);
  const constant = constantOf(entity, expected);
  if ('message' in constant) {
    const near = /^[a-z]+\.[a-z_.]+$/i.test(entity.text) ? nearestName(entity.text, scope.more) : undefined;
    scope.error ??= near ? { ...constant, hint: `did you mean ${near}?` } : constant;
    return undefined;
  }
  return { ...expected, constant, read: () => [constant.value] };
}

/** Something stands where only a field can stand. */
export function unknownName(scope: Scope, { text, ...place }: Place & { text: string }): undefined {
  const near = nearestName(text, scope.more);
  const hint = near ? `did you mean ${near}?` : 'a name such as arp, ip.ttl or eth.src';
  return fail(scope, place, `${text} is neither a field nor a protocol`, hint);
}

function fieldOperand(scope: Scope, field: KnownField, runs?: readonly Run[]): Operand {
  scope.names.add(field.name);
  const { type, name: label, largest, names } = field;
  const chosen = runs && layersOf(runs);
  const width = { ...(largest === undefined ? {} : { largest }), ...(names ? { names } : {}) };
  return { type, label, ...width, field, read: reading(field, chosen), whole: wholeReading(field, chosen) };
}

function runsOf(scope: Scope, pieces: readonly Piece[]): Run[] | undefined {
  const runs: Run[] = [];
  for (const piece of pieces) {
    const run = runOf(piece);
    if (typeof run === 'string') return fail(scope, piece, run, 'for example [0:3], [2-4], [5] or [-1]');
    runs.push(run);
  }
  return runs;
}

function layerOperand(scope: Scope, of: Entity, pieces: readonly Piece[]): Operand | undefined {
  if (of.kind !== 'word') return fail(scope, of, 'Only a field has layers', 'for example ip.ttl#2');
  const field = fieldNamed(scope, of.text);
  if (!field) return unknownName(scope, of);
  const runs = runsOf(scope, pieces);
  return runs && fieldOperand(scope, field, runs);
}

function sliceOperand(scope: Scope, of: Entity, pieces: readonly Piece[]): Operand | undefined {
  const operand = operandOf(scope, of);
  const runs = runsOf(scope, pieces);
  if (!operand || !runs) return undefined;
  if (operand.type === 'uint' || operand.type === 'boolean' || operand.type === 'time') {
    return fail(scope, of, `${operand.label} is a number and has no octets to cut out`, 'use & for single bits');
  }
  const read: Reading = (subject) => {
    const out: Value[] = [];
    for (const value of operand.read(subject)) {
      const piece = cut(asOctets(operand, value)!, runs);
      if (piece) out.push(piece);
    }
    return out;
  };
  return { type: 'bytes', label: `the slice of ${operand.label}`, read };
}

/** What arithmetic makes of an operand: it may be negative and has no width. */
function computed({ type, label }: Expected): Expected {
  return { type, label: `the result for ${label}`, computed: true };
}

function negativeOperand(scope: Scope, of: Entity, expected: Expected | undefined): Operand | undefined {
  const operand = operandOf(scope, of, expected);
  if (!operand) return undefined;
  const { type, label, constant, read } = operand;
  if (type !== 'uint' && type !== 'time') return fail(scope, of, `${label} is not a number that can be negative`);
  if (constant && expected?.largest !== undefined && constant.value !== 0) {
    return fail(scope, of, `${expected.label} is never negative`, `a number from 0 to ${expected.largest}`);
  }
  const negated: Reading = (subject) => read(subject).map((value) => -(value as number));
  return { ...computed(operand), read: negated };
}

/** Which operators a type knows. */
const CALCULATES: Readonly<Partial<Record<Expected['type'], string>>> = {
  ...{ uint: '+-*/%&', time: '+-', ipv4: '&', mac: '&', bytes: '&' },
};

/** A mask may have as many bits as the octets that the field lies in (`ip.flags & 0x40` is written by many, and never true). */
function inOctets(one: Operand): Expected {
  const { type, label, largest } = one;
  return largest === undefined
    ? { type, label }
    : { type, label, largest: largest > 0xffff ? 0xffff_ffff : largest > 0xff ? 0xffff : 0xff };
}

function calculationHint(operator: Arithmetic, { type }: Expected): string | undefined {
  if (operator === '&' && type === 'protocol') return 'two of them join tests: &&';
  return operator === '/' && type === 'ipv4' ? 'a prefix follows without a space, as in 192.168.12.0/24' : undefined;
}

function arithmeticOperand(
  scope: Scope,
  entity: Extract<Entity, { kind: 'arithmetic' }>,
  expected: Expected | undefined,
): Operand | undefined {
  const { operator } = entity;
  // A constant takes its meaning from the other side, or else from what the whole is compared with.
  const swap = isConstant(scope, entity.left) && !isConstant(scope, entity.right);
  const [first, second] = swap ? [entity.right, entity.left] : [entity.left, entity.right];
  const wanted = expected && { ...expected, computed: true };
  const one = operandOf(scope, first, wanted);
  if (!one) return undefined;
  if (!CALCULATES[one.type]?.includes(operator)) {
    return fail(scope, first, `${one.label} cannot be calculated with ${operator}`, calculationHint(operator, one));
  }
  const two = operandOf(scope, second, operator === '&' ? inOctets(one) : computed(one));
  if (!two) return undefined;
  if (two.type !== one.type) return fail(scope, second, `${one.label} and ${two.label} are not of one kind`);
  const [left, right] = first === entity.left ? [one, two] : [two, one];
  const read: Reading = (subject) => {
    const out: Value[] = [];
    const others = right.read(subject);
    for (const a of left.read(subject)) {
      for (const b of others) {
        const value = calculate(operator, a, b);
        if (value !== undefined) out.push(value);
      }
    }
    return out;
  };
  return { ...computed(one), read };
}

/** Compiles a call; constants among what is given take their meaning from the first. */
function callOperand(scope: Scope, entity: Extract<Entity, { kind: 'call' }>): Operand | undefined {
  const { name, given } = entity;
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const names = Object.keys(FUNCTIONS).join(' ');
  if (!known)
    return fail(scope, { ...entity, length: name.length }, `There is no function ${name}`, `one of: ${names}`);
  if (given.length < known.least || given.length > known.most) {
    return fail(
      scope,
      entity,
      `${name} takes ${known.most === 1 ? 'one value' : 'one value or more'}, not ${given.length}`,
    );
  }
  const operands: Operand[] = [];
  for (const one of given) {
    const operand = operandOf(scope, one, operands[0]);
    if (!operand) return undefined;
    if (!known.takes.includes(operand.type)) {
      return fail(scope, one, `${name} takes ${known.takesWords}, which ${operand.label} is not`);
    }
    if (operands.length && operand.type !== operands[0].type) {
      return fail(scope, one, `${operand.label} and ${operands[0].label} are not of one kind`);
    }
    operands.push(operand);
  }
  return known.make(operands);
}
