// Dissects the options of an IPv4 header (RFC 791 section 3.1); lengths that do not fit end the reading with a problem.

import type { DissectedLayer } from '../dissection.ts';
import type { Field } from '../field.ts';
import { ipv4 } from '../ipv4.ts';
import {
  OPTION_END,
  OPTION_LOOSE_ROUTE,
  OPTION_NOP,
  OPTION_RECORD_ROUTE,
  OPTION_ROUTER_ALERT,
  OPTION_STRICT_ROUTE,
  OPTION_TIMESTAMP,
  emptyRoute,
  ipv4Option,
  recordedRoute,
  sourceRoute,
  timestamp,
  timestampAddress,
} from '../ipv4Option.ts';
import { type ProblemCode, addBytes, addFields, addUndissected } from './span.ts';

const finalDestination = ipv4.fields.find((field) => field.key === 'dst')!;

/** Adds spans for all octets from `start` to `end`. */
export function addOptions(layer: DissectedLayer, bytes: Uint8Array, start: number, end: number): void {
  let at = start;
  while (at < end) {
    const type = bytes[at];
    if (type === OPTION_END || type === OPTION_NOP) {
      addFields(layer, bytes, ipv4Option.fields, at, end);
      at += 1;
      if (type === OPTION_NOP) continue;
      addBytes(layer, bytes, 'ip.opt.padding', 'Padding', at, end);
      return;
    }
    const room = end - at;
    const length = room < 2 ? 0 : ipv4Option.read.len(bytes, at);
    if (length < 2 || length > room) {
      addFields(layer, bytes, [...ipv4Option.fields, ...ipv4Option.variants.any].slice(0, room), at, end);
      blameLast(layer, 'option-length', { found: length, room });
      addUndissected(layer, bytes, at + 2, end);
      return;
    }
    addOption(layer, bytes, type, at, at + length);
    at += length;
  }
}

/** The last address of a source route that is still under way: where the packet is really going. */
export function routedTo(bytes: Uint8Array, start: number, end: number): number | undefined {
  for (let at = start; at + 3 <= end && bytes[at] !== OPTION_END;) {
    const length = bytes[at] === OPTION_NOP ? 1 : ipv4Option.read.len(bytes, at);
    if (length < 1 || (length < 2 && bytes[at] !== OPTION_NOP) || at + length > end) return undefined;
    if (isSourceRoute(bytes[at])) return isUnderWay(bytes, at, length) ? lastAddress(bytes, at, length) : undefined;
    at += length;
  }
  return undefined;
}

const isSourceRoute = (type: number): boolean => type === OPTION_LOOSE_ROUTE || type === OPTION_STRICT_ROUTE;
/** Only a route of whole addresses counts: the last one must be where the option ends. */
const isUnderWay = (bytes: Uint8Array, at: number, length: number): boolean =>
  length >= 7 && length % 4 === 3 && ipv4Option.read.ptr(bytes, at) + 3 <= length;
const lastAddress = (bytes: Uint8Array, at: number, length: number): number => ipv4.read.dst(bytes, at + length - 20);

function addOption(layer: DissectedLayer, bytes: Uint8Array, type: number, at: number, end: number): void {
  const { fields, variants } = ipv4Option;
  const room = end - at;
  if (type === OPTION_ROUTER_ALERT && room === 4) {
    addFields(layer, bytes, [...fields, ...variants.routerAlert], at, end);
  } else if (type === OPTION_TIMESTAMP && room >= 4) {
    addFields(layer, bytes, [...fields, ...variants.timestamp], at, end);
    const withAddress = ipv4Option.read.flag(bytes, at) === 0 ? [timestamp] : [timestampAddress, timestamp];
    addEach(layer, bytes, at + 4, end, (index) => withAddress[index % withAddress.length]);
  } else if ((type === OPTION_RECORD_ROUTE || isSourceRoute(type)) && room >= 3) {
    addFields(layer, bytes, [...fields, ...variants.route], at, end);
    addRoute(layer, bytes, type, at, end);
  } else {
    addFields(layer, bytes, [...fields, ...variants.any], at, end);
    addUndissected(layer, bytes, at + 2, end);
  }
}

function addRoute(layer: DissectedLayer, bytes: Uint8Array, type: number, at: number, end: number): void {
  const pointer = ipv4Option.read.ptr(bytes, at);
  if (pointer < 4 || pointer % 4 !== 0) blameLast(layer, 'option-pointer', { found: pointer });
  const underWay = isSourceRoute(type) && isUnderWay(bytes, at, end - at);
  addEach(layer, bytes, at + 3, end, (index) => {
    if (4 + 4 * index < pointer) return recordedRoute;
    if (!isSourceRoute(type)) return emptyRoute;
    return underWay && at + 3 + 4 * (index + 1) === end ? finalDestination : sourceRoute;
  });
}

/** Adds fields of four octets one after another, and what is left. */
function addEach(
  layer: DissectedLayer,
  bytes: Uint8Array,
  start: number,
  end: number,
  fieldAt: (index: number) => Field,
): void {
  let at = start;
  for (let index = 0; at + 4 <= end; index++, at += 4) addFields(layer, bytes, [fieldAt(index)], at, end);
  addUndissected(layer, bytes, at, end);
}

function blameLast(layer: DissectedLayer, code: ProblemCode, parameters: Record<string, number>): void {
  layer.spans[layer.spans.length - 1].problem = { code, parameters };
}
