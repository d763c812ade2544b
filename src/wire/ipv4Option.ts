// The options of IPv4 (RFC 791 section 3.1, router alert of RFC 2113): tables for the parts that each kind has.

import { flag, group, header, ipv4Address, uint } from './field.ts';

export const OPTION_END = 0;
export const OPTION_NOP = 1;
export const OPTION_RECORD_ROUTE = 7;
export const OPTION_TIMESTAMP = 68;
export const OPTION_LOOSE_ROUTE = 131;
export const OPTION_STRICT_ROUTE = 137;
export const OPTION_ROUTER_ALERT = 148;

const CLASSES: Readonly<Record<number, string>> = { 0: 'Control', 2: 'Debugging and measurement' };
const NUMBERS: Readonly<Record<number, string>> = {
  0: 'End of Option List (EOL)',
  1: 'No-Operation (NOP)',
  3: 'Loose source route',
  4: 'Time stamp',
  7: 'Record route',
  9: 'Strict source route',
  20: 'Router Alert',
};
const TIMESTAMP_FLAGS: Readonly<Record<number, string>> = {
  0: 'Time stamps only',
  1: 'Time stamp and address',
  3: 'Time stamps for prespecified addresses',
};

const type = group('type', 'ip.opt.type', 'Type', {}, [
  flag('copy', 'ip.opt.type.copy', 'Copy on fragmentation'),
  uint('class', 2, 'ip.opt.type.class', 'Class', { names: CLASSES }),
  uint('number', 5, 'ip.opt.type.number', 'Number', { names: NUMBERS }),
]);
const len = uint('len', 8, 'ip.opt.len', 'Length');
const ptr = uint('ptr', 8, 'ip.opt.ptr', 'Pointer');

/** One option: a type, and for all but two of them a length, which counts the whole option. */
export const ipv4Option = header({
  protocol: 'ip',
  source: 'RFC 791',
  title: 'Option',
  layer: 'network',
  fields: [type],
  variants: {
    any: [len],
    /** Record route and source routes: the pointer counts from 1 at the type; addresses follow. */
    route: [len, ptr],
    timestamp: [
      len,
      ptr,
      uint('overflow', 4, 'ip.opt.overflow', 'Overflow'),
      uint('flag', 4, 'ip.opt.flag', 'Flag', { base: 'hex', names: TIMESTAMP_FLAGS }),
    ],
    routerAlert: [len, uint('ra', 16, 'ip.opt.ra', 'Router Alert', { names: { 0: 'Router shall examine packet' } })],
  },
});

/** The addresses and times that follow, one after another. */
export const recordedRoute = ipv4Address('recordedRoute', 'ip.rec_rt', 'Recorded Route');
export const emptyRoute = ipv4Address('emptyRoute', 'ip.empty_rt', 'Empty Route');
export const sourceRoute = ipv4Address('sourceRoute', 'ip.src_rt', 'Source Route');
/** While a source route is under way, the header's destination is only the next stop. */
export const currentRoute = ipv4Address('currentRoute', 'ip.cur_rt', 'Current Route');
export const timestampAddress = ipv4Address('timestampAddress', 'ip.opt.time_stamp_addr', 'Address');
export const timestamp = uint('timestamp', 32, 'ip.opt.time_stamp', 'Time stamp');
