// ip route: the routing table.

import { isOwn, LOOPBACK_IP, sourceFor } from '../../stack/machine.ts';
import { lookUpRoute, type Route, type RouteFailure } from '../../stack/routes.ts';
import { formatIpv4, isLoopback, networkOf } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { addRoute, removeRoute, type WantedRoute } from '../host/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { done, lines, refusal, type Answer } from './answer.ts';
import {
  deviceIndex,
  garbage,
  isAnswer,
  kernelSays,
  readAddress,
  readPairs,
  readPrefix,
  unknownCommand,
  wordFor,
  type IpObject,
} from './ipWords.ts';
import { inOrder, ipRouteText } from './routeText.ts';

export const ipRoute: IpObject = (host, words, _how, out) => {
  const command = wordFor(words[0] ?? 'show', ['add', 'delete', 'show', 'list', 'lst', 'get', 'replace', 'change']);
  if (command === undefined) return unknownCommand(words[0]!, 'route');
  const rest = words.slice(1);
  if (command === 'get') return get(host, rest);
  if (command === 'add' || command === 'replace' || command === 'change')
    return add(host, rest, command !== 'add', out);
  if (command === 'delete') return remove(host, rest, out);
  return show(host, rest);
};

function show(host: HostState, words: readonly string[]): Answer {
  const pairs = readPairs(words, ['dev', 'via', 'to', 'root', 'match', 'exact', 'table', 'proto', 'scope']);
  if (isAnswer(pairs)) return pairs;
  const device = pairs.of.get('dev');
  const wanted = pairs.of.get('to') ?? pairs.alone[0];
  const prefix = wanted === undefined || wanted === 'all' ? undefined : readPrefix(wanted);
  if (prefix && isAnswer(prefix)) return prefix;
  if (device !== undefined) {
    const index = deviceIndex(host, device);
    if (typeof index !== 'number') return index;
  }
  const fits = (route: Route): boolean =>
    (device === undefined || host.interfaces[route.interface]!.name === device) &&
    (prefix === undefined || (route.to === prefix.ip && route.prefix === prefix.prefix));
  return lines(
    inOrder(host)
      .filter(fits)
      .map((route) => ipRouteText(host, route)),
  );
}

function get(host: HostState, words: readonly string[]): Answer {
  const word = words.find((one) => one !== 'to');
  if (word === undefined) return refusal(1, 'need at least a destination address');
  const to = readAddress(word);
  if (typeof to !== 'number') return to;
  const text = formatIpv4(to);
  if (isLoopback(to) || isOwn(host, to)) {
    const source = formatIpv4(isLoopback(to) ? LOOPBACK_IP : to);
    return lines([`local ${text} dev lo src ${source} uid 0`, '    cache <local>']);
  }
  const route = lookUpRoute(host, to);
  if (!route) return kernelSays('Network is unreachable');
  const one = host.interfaces[route.interface]!;
  const via = route.via === undefined ? '' : ` via ${formatIpv4(route.via)}`;
  return lines([`${text}${via} dev ${one.name} src ${formatIpv4(sourceFor(one, route.via ?? to))} uid 0`, '    cache']);
}

function readRoute(host: HostState, words: readonly string[]): WantedRoute | Answer {
  const pairs = readPairs(words, ['via', 'dev', 'metric', 'proto', 'scope', 'src', 'table', 'onlink']);
  if (isAnswer(pairs)) return pairs;
  const [text, more] = pairs.alone.filter((word) => word !== 'to' && word !== 'unicast');
  if (text === undefined) return refusal(255, 'Command line is not complete. Try option "help"');
  if (more !== undefined) return garbage('to', more);
  const network = readPrefix(text);
  if (isAnswer(network)) return network;
  if (networkOf(network.ip, network.prefix) !== network.ip) {
    return refusal(2, 'Error: Invalid prefix for given prefix length.');
  }
  const route: WantedRoute = { to: network.ip, prefix: network.prefix };
  const via = pairs.of.get('via');
  if (via !== undefined) {
    const address = readAddress(via);
    if (typeof address !== 'number') return address;
    route.via = address;
  }
  const device = pairs.of.get('dev');
  if (device !== undefined) {
    const index = deviceIndex(host, device);
    if (typeof index !== 'number') return index;
    route.interface = index;
  }
  const metric = pairs.of.get('metric');
  if (metric !== undefined) {
    if (!/^\d{1,9}$/.test(metric))
      return refusal(255, `Error: argument "${metric}" is wrong: "metric" value is invalid`);
    route.metric = Number(metric);
  }
  return route;
}

function add(host: HostState, words: readonly string[], replace: boolean, out: Surroundings): Answer {
  const route = readRoute(host, words);
  if (isAnswer(route)) return route;
  if (route.via === undefined && route.interface === undefined) return kernelSays('No such device');
  const old = replace
    ? host.routes.find((r) => r.to === route.to && r.prefix === route.prefix && r.metric === (route.metric ?? 0))
    : undefined;
  if (old && old.via === route.via && (route.interface ?? old.interface) === old.interface) return done;
  // The new one is tried first: a replacement that is refused leaves the table as it was.
  const failure = addRoute(host, route, out, old);
  // The kernel has the same word for a gateway that is this host itself.
  return failure ? routeRefusal(failure === 'EINVAL' && route.via !== undefined ? 'ENETUNREACH' : failure) : done;
}

function remove(host: HostState, words: readonly string[], out: Surroundings): Answer {
  const route = readRoute(host, words);
  if (isAnswer(route)) return route;
  const failure = removeRoute(host, route, out);
  return failure ? routeRefusal(failure) : done;
}

function routeRefusal(failure: RouteFailure): Answer {
  if (failure === 'ENETUNREACH') return refusal(2, 'Error: Nexthop has invalid gateway.');
  if (failure === 'ENETDOWN') return refusal(2, 'Error: Device for nexthop is not up.');
  if (failure === 'EEXIST') return kernelSays('File exists');
  return kernelSays(failure === 'ESRCH' ? 'No such process' : 'Invalid argument');
}
