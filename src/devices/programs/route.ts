// route: the routing table in the words of net-tools.

import { networkOf, parseCidr, parseIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { addRoute, removeRoute } from '../host/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { atOnce, done, lines, refusal, type Answer } from './answer.ts';
import { errnoText } from './errno.ts';
import { prefixOf } from './ifconfig.ts';
import { routeTable } from './routeText.ts';

const USAGE = `Usage: route [-n]
       route { add | del } [-net|-host] { default | ADDRESS[/LENGTH] } [netmask MASK] [gw GATEWAY] [[dev] NAME]`;

export const route = atOnce((host, argv, out) => {
  const words = argv.slice(1).filter((word) => word !== '-n' && word !== '-4');
  const [command, ...rest] = words;
  if (command === undefined) return lines(routeTable(host));
  if (command !== 'add' && command !== 'del') return refusal(3, USAGE);
  return change(host, command, rest, out);
});

function change(host: HostState, command: 'add' | 'del', words: readonly string[], out: Surroundings): Answer {
  let to: { ip: number; prefix: number } | undefined;
  let prefix: number | undefined;
  let via: number | undefined;
  let device: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '-net' || word === '-host') continue; // the mask says which it is
    if (word === 'gw') {
      via = parseIpv4(words[++i] ?? '');
      if (via === undefined) return refusal(4, `${words[i] ?? 'gw'}: Unknown host`);
    } else if (word === 'netmask') {
      prefix = prefixOf(words[++i] ?? '');
      if (prefix === undefined) return refusal(4, `route: bogus netmask ${words[i] ?? ''}`);
    } else if (word === 'dev') device = words[++i];
    else if (word === 'metric') i++;
    else if (to) device = word;
    else {
      to = readTarget(word);
      if (!to) return refusal(4, `${word}: Unknown host`);
    }
  }
  if (!to) return refusal(3, USAGE);
  const length = prefix ?? to.prefix;
  if (networkOf(to.ip, length) !== to.ip) return refusal(3, "route: netmask doesn't match route address");
  const index = device === undefined ? undefined : host.interfaces.findIndex((one) => one.name === device);
  const call = command === 'add' ? 'SIOCADDRT' : 'SIOCDELRT';
  if (index === -1 || (command === 'add' && via === undefined && index === undefined)) {
    return refusal(7, `${call}: No such device`);
  }
  const wanted = {
    to: to.ip,
    prefix: length,
    ...(via === undefined ? {} : { via }),
    ...(index === undefined ? {} : { interface: index }),
  };
  const failure = command === 'add' ? addRoute(host, wanted, out) : removeRoute(host, wanted, out);
  return failure ? refusal(7, `${call}: ${errnoText(failure)}`) : done;
}

function readTarget(word: string): { ip: number; prefix: number } | undefined {
  if (word === 'default') return { ip: 0, prefix: 0 };
  const ip = parseIpv4(word);
  return ip === undefined ? parseCidr(word) : { ip, prefix: ip === 0 ? 0 : 32 };
}
