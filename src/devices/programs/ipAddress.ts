// ip addr: the addresses of interfaces.

import type { InterfaceAddress } from '../../stack/machine.ts';
import { setAddresses } from '../host/settings.ts';
import { done, lines, refusal, type Answer } from './answer.ts';
import { errnoText } from './errno.ts';
import { ipAddressText, ipBriefText, numbered } from './interfaceText.ts';
import {
  deviceIndex,
  garbage,
  isAnswer,
  kernelSays,
  needsDevice,
  readPairs,
  readPrefix,
  unknownCommand,
  wordFor,
  type IpObject,
} from './ipWords.ts';

export const ipAddress: IpObject = (host, words, how, out) => {
  const command = wordFor(words[0] ?? 'show', ['add', 'delete', 'show', 'list', 'lst', 'flush']);
  if (command === undefined) return unknownCommand(words[0]!, 'address');
  const pairs = readPairs(words.slice(1), ['dev', 'brd', 'broadcast', 'label', 'scope', 'metric']);
  if (isAnswer(pairs)) return pairs;
  const shows = command !== 'add' && command !== 'delete' && command !== 'flush';
  const name = pairs.of.get('dev') ?? (shows || command === 'flush' ? pairs.alone[0] : undefined);
  if (shows) {
    const all = numbered(host.interfaces).filter((it) => name === undefined || it.one.name === name);
    if (!all.length) return refusal(1, `Device "${name ?? ''}" does not exist.`);
    return lines(all.flatMap((it) => (how.brief ? [ipBriefText(it, 'addr')] : ipAddressText(it))));
  }
  if (name === undefined) {
    return command === 'flush' ? refusal(1, 'Flush requires arguments.') : needsDevice;
  }
  const index = deviceIndex(host, name);
  if (typeof index !== 'number') return index;
  const one = host.interfaces[index]!;
  const use = (addresses: readonly InterfaceAddress[]): Answer => {
    const failure = setAddresses(host, index, addresses, out);
    if (failure === 'EEXIST') return refusal(2, 'Error: ipv4: Address already assigned.');
    return failure ? kernelSays(errnoText(failure)) : done;
  };
  if (command === 'flush') return use([]);
  const [text, more] = pairs.alone;
  if (text === undefined) return kernelSays('Invalid argument');
  if (more !== undefined) return garbage('local', more);
  const address = readPrefix(text);
  if (isAnswer(address)) return address;
  const same = one.addresses.findIndex((other) => other.ip === address.ip && other.prefix === address.prefix);
  if (command === 'add') {
    return use([...one.addresses, address]);
  }
  // Without a length, delete means the address whatever its length is.
  const place =
    same >= 0 ? same : text.includes('/') ? -1 : one.addresses.findIndex((other) => other.ip === address.ip);
  if (place < 0) return refusal(2, 'Error: ipv4: Address not found.');
  return use(one.addresses.filter((_, i) => i !== place));
};
