// Logical Link Control, which follows an 802.3 length (IEEE 802.2), and SNAP, which brings the type back (IEEE 802, RFC 1042).

import { ETHERTYPES } from './ethernet.ts';
import { flag, group, header, uint } from './field.ts';

/** Service access points, without the lowest bit of the octet. */
const SAPS: Readonly<Record<number, string>> = {
  0x00: 'NULL LSAP',
  0x03: 'IP',
  0x21: 'Spanning Tree BPDU',
  0x55: 'SNAP',
  0x70: 'NetWare',
  0x78: 'NetBIOS',
  0x7f: 'Global',
};

/** Organisations that give out the protocol numbers of SNAP; 0 means that an EtherType follows. */
const OUIS: Readonly<Record<number, string>> = { 0: 'Xerox (EtherTypes)', 0x00000c: 'Cisco', 0x0080c2: 'IEEE 802.1' };

const unnumbered = uint('control', 8, 'llc.control', 'Control', {
  base: 'hex',
  names: { 0x03: 'UI', 0x13: 'UI, poll' },
});

/** The SNAP access point; with an unnumbered control field, five more octets follow. */
export const SNAP_SAP = 0xaa;

export const llc = header({
  protocol: 'llc',
  source: 'IEEE 802.2',
  title: 'Logical-Link Control',
  layer: 'link',
  fields: [
    group('dsap', 'llc.dsap', 'DSAP', { base: 'hex' }, [
      uint('dsapSap', 7, 'llc.dsap.sap', 'SAP', { names: SAPS }),
      flag('dsapIg', 'llc.dsap.ig', 'IG Bit'),
    ]),
    group('ssap', 'llc.ssap', 'SSAP', { base: 'hex' }, [
      uint('ssapSap', 7, 'llc.ssap.sap', 'SAP', { names: SAPS }),
      flag('ssapCr', 'llc.ssap.cr', 'CR Bit'),
    ]),
  ],
  variants: {
    unnumbered: [unnumbered],
    /** Information and supervisory frames have a control field of two octets, the low one first. */
    numbered: [uint('controlWide', 16, 'llc.control', 'Control', { base: 'hex', swapped: true })],
    snap: [
      unnumbered,
      uint('oui', 24, 'llc.oui', 'Organization Code', { base: 'hex', names: OUIS }),
      uint('type', 16, 'llc.type', 'Type', { base: 'hex', names: ETHERTYPES }),
    ],
    snapOther: [
      unnumbered,
      uint('oui', 24, 'llc.oui', 'Organization Code', { base: 'hex', names: OUIS }),
      uint('pid', 16, 'llc.pid', 'Protocol ID', { base: 'hex' }),
    ],
  },
  size: 3,
});
