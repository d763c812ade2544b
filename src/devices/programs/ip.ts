// ip: addresses, links, routes and neighbours, in the words of iproute2.

import { atOnce, lines, refusal, type Answer } from './answer.ts';
import { ipAddress } from './ipAddress.ts';
import { ipLink } from './ipLink.ts';
import { ipNeigh } from './ipNeigh.ts';
import { ipRoute } from './ipRoute.ts';
import { wordFor, type IpObject } from './ipWords.ts';

const USAGE = [
  'Usage: ip [ -br ] OBJECT { COMMAND | help }',
  '  ip addr [ show [ dev NAME ] ]         ip addr { add | del } ADDRESS/LENGTH dev NAME      ip addr flush dev NAME',
  '  ip link [ show [ dev NAME ] ]         ip link set NAME { up | down | mtu N | address MAC | promisc on|off }',
  '  ip route [ show ]                     ip route { add | replace | del } { default | NET/LENGTH } [ via GATEWAY ] [ dev NAME ]',
  '  ip route get ADDRESS',
  '  ip neigh [ show [ dev NAME ] ]        ip neigh { add | replace } ADDRESS lladdr MAC dev NAME',
  '  ip neigh del ADDRESS dev NAME         ip neigh flush { all | dev NAME | ADDRESS }',
];

const objects: Record<string, IpObject> = {
  address: ipAddress,
  addr: ipAddress,
  link: ipLink,
  route: ipRoute,
  neighbour: ipNeigh,
  neighbor: ipNeigh,
};

export const ip = atOnce((host, argv, out): Answer => {
  let brief = false;
  let i = 1;
  for (; argv[i]?.startsWith('-'); i++) {
    const option = argv[i]!;
    if (option === '-br' || option === '-brief') brief = true;
    else if (!['-4', '-c', '-color', '-n', '-N'].includes(option)) {
      return refusal(255, `Option "${option}" is unknown, try "ip -help".`);
    }
  }
  const object = argv[i];
  if (object === undefined || object === 'help') return { ...lines(USAGE), status: object ? 0 : 255 };
  const name = wordFor(object, Object.keys(objects));
  if (name === undefined) return refusal(1, `Object "${object}" is unknown, try "ip help".`);
  if (argv[i + 1] === 'help') return lines(USAGE);
  return objects[name]!(host, argv.slice(i + 1), { brief }, out);
});
