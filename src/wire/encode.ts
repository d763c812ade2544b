// From layers by name to the octets of a frame: a field that is given is sent as given, one that is left out is worked out.

import { fromHex } from '../base/bytes.ts';
import { complete, completions } from './encode/complete.ts';
import { readValue } from './encode/value.ts';
import { SMALLEST_FRAME } from './ethernet.ts';
import { type Field, type Header, placed } from './field.ts';

/** Something that is wrong with the layers, with its place: `2.ip.ttl`, layers counted from 1. */
export interface EncodeError {
  path: string;
  message: string;
}

export type EncodeResult = { ok: true; bytes: Uint8Array } | { ok: false; errors: EncodeError[] };

export interface EncodeOptions {
  /** Fill up with zeros to 60 octets; true unless said otherwise. */
  pad?: boolean;
}

/** One layer on its way into the frame: what was given, and its octets. */
export interface Draft {
  readonly protocol: string;
  readonly header: Header | undefined;
  readonly given: ReadonlyMap<string, number>;
  /** Behind the fixed part: the options of IPv4 and TCP, or all the octets of `data`. */
  readonly tail: Uint8Array;
}

/** The largest payload of an Ethernet frame is 1500 octets; an IPv4 packet of 65 535 is the largest thing that can be meant. */
const MOST_OCTETS = 65_600;
const MOST_LAYERS = 32;

/**
 * Encodes layers, outermost first: a list of `{ eth: { … } }, { ip: { … } }, { data: 'text' }`, or one record of them. Keys are those of
 * the header tables (`ttl`, `srcHwMac`), values are numbers (`64`, `'0x0800'`), addresses, `true` and `false`, or names (`request`).
 * `options` of `ip` and `tcp` and `hex` of `data` are octets in hexadecimal. Takes anything at all and tells every mistake.
 */
export function encode(layers: unknown, options: EncodeOptions = {}): EncodeResult {
  const errors: EncodeError[] = [];
  const drafts = listOf(layers, errors).map(([path, protocol, content]) => draftOf(path, protocol, content, errors));
  if (errors.length) return { ok: false, errors };
  let payload: Uint8Array = new Uint8Array(0);
  for (let i = drafts.length - 1; i >= 0; i--) {
    payload = complete(drafts[i], payload, drafts[i + 1], drafts.slice(0, i).reverse());
    if (payload.length > MOST_OCTETS) {
      const message = `the frame would have more than ${MOST_OCTETS} octets`;
      return { ok: false, errors: [{ path: `${i + 1}.${drafts[i].protocol}`, message }] };
    }
  }
  if (options.pad === false || payload.length >= SMALLEST_FRAME) return { ok: true, bytes: payload };
  const bytes = new Uint8Array(SMALLEST_FRAME);
  bytes.set(payload);
  return { ok: true, bytes };
}

/** The same for layers that our own code wrote: a mistake is a bug and throws. */
export function encodeFrame(layers: LayerList, options: EncodeOptions = {}): Uint8Array {
  const result = encode(layers, options);
  if (result.ok) return result.bytes;
  throw new Error(result.errors.map((error) => `${error.path}: ${error.message}`).join('; '));
}

/** What a field may be given as. */
export type FieldValue = number | string | boolean;
type Fields<H extends { read: unknown }> = { [K in keyof H['read']]?: FieldValue };
type Headers = typeof completions;
/** Layers as our own code writes them: a key that is in no table does not compile. */
export type LayerInput =
  | { [P in Exclude<keyof Headers, 'ip' | 'tcp'>]: { [Q in P]: Fields<Headers[P]['header']> } }[Exclude<
      keyof Headers,
      'ip' | 'tcp'
    >]
  | { ip: Fields<Headers['ip']['header']> & { options?: string | Uint8Array } }
  | { tcp: Fields<Headers['tcp']['header']> & { options?: string | Uint8Array } }
  | { data: string | Uint8Array | { hex: string } | { text: string } | { zeros: number } };
export type LayerList = readonly LayerInput[];

function listOf(layers: unknown, errors: EncodeError[]): [path: string, protocol: string, content: unknown][] {
  const entries: [string, unknown][] = [];
  const list = Array.isArray(layers) ? layers : [layers];
  for (const [i, item] of list.entries()) {
    if (isRecord(item)) entries.push(...Object.entries(item));
    else errors.push({ path: String(i + 1), message: 'a layer must be a record such as { ip: { ttl: 64 } }' });
  }
  if (!entries.length && !errors.length) errors.push({ path: '1', message: 'a frame needs at least one layer' });
  if (entries.length > MOST_LAYERS) errors.push({ path: String(MOST_LAYERS + 1), message: 'too many layers' });
  return entries.slice(0, MOST_LAYERS).map(([name, content], i) => [`${i + 1}.${name}`, name, content]);
}

function draftOf(path: string, protocol: string, content: unknown, errors: EncodeError[]): Draft {
  const nothing = {
    protocol,
    header: undefined,
    given: new Map<string, number>(),
    tail: new Uint8Array(0) as Uint8Array,
  };
  if (protocol === 'data') return { ...nothing, tail: dataOf(path, content, errors) };
  if (!Object.hasOwn(completions, protocol)) {
    errors.push({ path, message: `no such layer; there are ${Object.keys(completions).join(', ')}, data` });
    return nothing;
  }
  const header: Header = completions[protocol as keyof Headers].header;
  if (content !== null && content !== undefined && !isRecord(content)) {
    errors.push({ path, message: 'the fields must be a record such as { ttl: 64 }' });
    return nothing;
  }
  const fields = fieldsOf(header);
  const given = new Map<string, number>();
  let tail = nothing.tail;
  for (const [key, value] of Object.entries(content ?? {})) {
    const field = fields.get(key);
    const at = `${path}.${key}`;
    if ((protocol === 'ip' || protocol === 'tcp') && key === 'options') tail = optionsOf(at, value, errors);
    else if (!field) errors.push({ path: at, message: `no such field; there are ${[...fields.keys()].join(', ')}` });
    else {
      const number = readValue(field, value);
      if (typeof number === 'string') errors.push({ path: at, message: number });
      else given.set(key, number);
    }
  }
  return { protocol, header, given, tail };
}

/** All fields of a header by key, those of its variants too: which of them fit together is the author's affair. */
export function fieldsOf(header: Header): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const variant of [[], ...Object.values(header.variants)])
    for (const { field } of placed([...header.fields, ...variant])) fields.set(field.key, field);
  return fields;
}

function optionsOf(path: string, value: unknown, errors: EncodeError[]): Uint8Array {
  const octets = value instanceof Uint8Array ? value : typeof value === 'string' ? fromHex(value) : undefined;
  if (!octets) errors.push({ path, message: 'must be octets in hexadecimal' });
  else if (octets.length > 40) errors.push({ path, message: `must be at most 40 octets, not ${octets.length}` });
  return octets ?? new Uint8Array(0);
}

function dataOf(path: string, content: unknown, errors: EncodeError[]): Uint8Array {
  if (content instanceof Uint8Array) return content;
  if (typeof content === 'string') return new TextEncoder().encode(content);
  if (isRecord(content)) {
    const { hex, text, zeros } = content;
    const octets = typeof hex === 'string' ? fromHex(hex) : undefined;
    if (octets) return octets;
    if (typeof text === 'string') return new TextEncoder().encode(text);
    const count = typeof zeros === 'number' && Number.isInteger(zeros) && zeros >= 0 && zeros <= MOST_OCTETS;
    if (count) return new Uint8Array(zeros);
  }
  errors.push({ path, message: "must be text, { hex: '0a 0b' }, { text: 'hello' } or { zeros: 56 }" });
  return new Uint8Array(0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
