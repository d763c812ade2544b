// send: the frame sender on the command line. It sends octets as they are: wrong lengths, forged addresses and all.

import { fromHex } from '../../base/bytes.ts';
import { sendFrame } from '../host/send.ts';
import { atOnce, lines, refusal } from './answer.ts';

/** More than any link carries. */
const MOST_OCTETS = 65_536;

export const send = atOnce((host, argv, out) => {
  const [name, ...words] = argv.slice(1);
  if (name === undefined || !words.length) {
    return refusal(
      2,
      'Usage: send INTERFACE OCTETS...\n  for example: send eth0 ff ff ff ff ff ff 02 00 00 00 00 0a 88 b5 01 02',
    );
  }
  const index = host.interfaces.findIndex((one) => one.name === name && !one.loopback);
  if (index < 0) return refusal(1, `send: ${name}: No such device`);
  const frame = fromHex(words.join(' '));
  if (!frame || !frame.length) return refusal(2, 'send: octets are pairs of hexadecimal digits: ff 02 0a');
  if (frame.length > MOST_OCTETS) return refusal(2, `send: ${frame.length} octets are more than ${MOST_OCTETS}`);
  if (!host.interfaces[index]!.up) return refusal(1, 'send: Network is down');
  sendFrame(host, index, frame, out);
  return lines([`${frame.length} octets sent on ${name}`]);
});
