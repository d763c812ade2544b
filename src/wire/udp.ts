// The UDP header (RFC 768).

import { header, uint } from './field.ts';

export const udp = header({
  protocol: 'udp',
  source: 'RFC 768',
  title: 'User Datagram Protocol',
  layer: 'transport',
  fields: [
    uint('srcport', 16, 'udp.srcport', 'Source Port'),
    uint('dstport', 16, 'udp.dstport', 'Destination Port'),
    uint('length', 16, 'udp.length', 'Length'),
    uint('checksum', 16, 'udp.checksum', 'Checksum', { base: 'hex' }),
  ],
});
