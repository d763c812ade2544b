// The two ends of a conversation over TCP, as programs of simulated hosts: each says so many octets, hears those of the other, and tells at its end how it went.

import { exitWith } from '../../src/devices/host/processes.ts';
import { print } from '../../src/devices/host/output.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import type { ProcessState } from '../../src/devices/host/process.ts';
import { registerProgram, wakeProcess, type Program } from '../../src/devices/host/program.ts';
import { callSocket } from '../../src/devices/host/sockets.ts';
import type { Surroundings } from '../../src/devices/surroundings.ts';
import { below, luckFor, type Luck } from '../../src/base/rng.ts';
import { NEVER } from '../../src/base/time.ts';
import { parseIpv4 } from '../../src/wire/address.ts';

/** What one end does. `pause`: it looks at its socket so often only, in ns; 0: whenever there is news. */
export interface Manner {
  says: number;
  hears: number;
  /** Most octets of one `send` and one `recv`. */
  writes: number;
  reads: number;
  pause: number;
  /** Says nothing before it has heard all. */
  listensFirst: boolean;
}

interface Talk extends Manner {
  side: 0 | 1;
  luck: Luck;
  fd: number;
  listener: number;
  said: number;
  heard: number;
  shut: boolean;
}

export const PORT = 5000;

/** The octet at a place of what a side says. */
export const octet = (side: number, i: number): number => (i * 31 + (i >> 8) * 7 + side * 129) & 255;

/** What a `talk` is started with: side 0 connects to `to`, side 1 listens. */
export function talkLine(side: 0 | 1, seed: number, to: string, m: Manner): string {
  return ['talk', side, seed, to, m.says, m.hears, m.writes, m.reads, m.pause, m.listensFirst ? 1 : 0].join(' ');
}

function talkOf({ argv }: ProcessState): Talk {
  const [side, seed, , says, hears, writes, reads, pause, listensFirst] = argv.slice(1).map(Number);
  return {
    ...{ side: side as 0 | 1, luck: luckFor(seed, `talk ${side}`, 'calls') },
    ...{ says, hears, writes, reads, pause, listensFirst: listensFirst === 1 },
    ...{ fd: -1, listener: -1, said: 0, heard: 0, shut: false },
  };
}

/** Tells in one line how it went, and ends: `done`, the POSIX word of what failed, or what was wrong with what came. */
function end(host: HostState, process: ProcessState, how: string, out: Surroundings): void {
  print(host, process, how, out);
  exitWith(host, process, how === 'done' ? 0 : 1, out);
}

/** How far a turn came: the process has ended; it waits for news; or there is more to do, which a slow one leaves for later. */
type Turn = 'ended' | 'waits' | 'more';

/** Reads and writes what can be. */
function turn(host: HostState, process: ProcessState, out: Surroundings): Turn {
  const talk = process.data as Talk;
  if (talk.fd < 0 && !accepted(host, process, talk, out)) return 'waits';
  const over = (how: string): Turn => {
    end(host, process, how, out);
    return 'ended';
  };
  for (;;) {
    const got = callSocket(host, process, { call: 'recv', fd: talk.fd, size: 1 + below(talk.luck, talk.reads) }, out);
    if (!got.ok) {
      if (got.failure === 'EAGAIN') return say(host, process, talk, out);
      return over(got.failure);
    }
    for (const one of got.bytes)
      if (one !== octet(1 - talk.side, talk.heard++)) return over(`octet ${talk.heard - 1} is wrong`);
    if (talk.heard > talk.hears) return over(`${talk.heard} octets came and were not sent`);
    if (!got.bytes.length) {
      if (talk.heard < talk.hears) return over(`the end came after ${talk.heard}`);
      return talk.shut ? over(failureOf(host, process, talk.fd, out) ?? 'done') : say(host, process, talk, out);
    }
    if (!talk.pause) continue;
    return say(host, process, talk, out) === 'ended' ? 'ended' : 'more';
  }
}

/** What has become of the octets that this side has said, where that is no good news: its own `recv` tells only the end of what the other side says. */
function failureOf(host: HostState, process: ProcessState, fd: number, out: Surroundings): string | undefined {
  const answer = callSocket(host, process, { call: 'getsockopt', fd, option: 'SO_ERROR' }, out);
  return answer.ok && typeof answer.value === 'string' ? answer.value : undefined;
}

function accepted(host: HostState, process: ProcessState, talk: Talk, out: Surroundings): boolean {
  const answer = callSocket(host, process, { call: 'accept', fd: talk.listener }, out);
  if (!answer.ok) return false;
  talk.fd = answer.fd;
  callSocket(host, process, { call: 'close', fd: talk.listener }, out);
  return true;
}

function say(host: HostState, process: ProcessState, talk: Talk, out: Surroundings): Turn {
  if (talk.listensFirst && talk.heard < talk.hears) return 'waits';
  const failed = (failure: string): Turn => {
    if (failure === 'EAGAIN') return 'waits';
    end(host, process, failure, out);
    return 'ended';
  };
  while (talk.said < talk.says) {
    const length = Math.min(talk.says - talk.said, 1 + below(talk.luck, talk.writes));
    const bytes = Uint8Array.from({ length }, (_, i) => octet(talk.side, talk.said + i));
    const answer = callSocket(host, process, { call: 'send', fd: talk.fd, bytes }, out);
    if (!answer.ok) return failed(answer.failure);
    talk.said += answer.count;
    if (talk.pause) return 'more';
  }
  if (talk.shut) return 'waits';
  const answer = callSocket(host, process, { call: 'shutdown', fd: talk.fd, how: 'write' }, out);
  if (!answer.ok) return failed(answer.failure);
  talk.shut = true;
  // The end of what the other one says may have been read before.
  return talk.heard === talk.hears ? 'more' : 'waits';
}

function goOn(host: HostState, process: ProcessState, out: Surroundings): void {
  const { pause } = process.data as Talk;
  let how = turn(host, process, out);
  if (how === 'more' && !pause) how = turn(host, process, out);
  if (how === 'more') wakeProcess(process, host, out.now + pause, out);
}

const talk: Program = {
  start(process, host, out) {
    const data = talkOf(process);
    process.data = data;
    const { fd } = callSocket(host, process, { call: 'socket', type: 'stream' }, out) as { fd: number };
    if (data.side === 1) {
      data.listener = fd;
      callSocket(host, process, { call: 'bind', fd, ip: 0, port: PORT }, out);
      callSocket(host, process, { call: 'listen', fd, backlog: 1 }, out);
    } else {
      data.fd = fd;
      const ip = parseIpv4(process.argv[3])!;
      const answer = callSocket(host, process, { call: 'connect', fd, ip, port: PORT }, out);
      if (!answer.ok && answer.failure !== 'EINPROGRESS') end(host, process, answer.failure, out);
    }
  },
  socket(process, host, _news, out) {
    const data = process.data as Talk;
    // A slow one takes its time after any news.
    if (!data.pause) goOn(host, process, out);
    else if (process.wakeAt === NEVER) wakeProcess(process, host, out.now + data.pause, out);
  },
  wake(process, host, out) {
    goOn(host, process, out);
  },
};

export const registerTalk = (): void => registerProgram('talk', talk);
