// Where programs are, in words: the line of a thread, the call in which it waits, for what, and for how long.

import { formatDuration, type Instant } from '../../base/time.ts';
import type { ScriptFacts, ScriptWait, ThreadFacts } from '../../sim/scriptFacts.ts';
import { t } from '../language.svelte.ts';
import { momentText } from '../names.ts';

/** `accept()`. */
export const callOf = ({ as }: ScriptWait): string => `${as}()`;

/** What a thread waits for: `waits for a connection to 192.168.12.1:5000, until 5 s at the latest`. */
export function waitText(wait: ScriptWait): string {
  const { kind, until } = wait;
  // Which end is told depends on what the call waits for.
  const known = kind === 'accept' || kind === 'recvfrom' ? wait.local : kind === 'pipe' ? wait.pid : '';
  const key = known === undefined ? `code.wait.${kind}.plain` : `code.wait.${kind}`;
  const { local = '', peer = '', count = 0, of = 0, pid = 0 } = wait;
  const text = t(key, { local, peer, count, of, pid });
  if (until === undefined) return text;
  const timed = kind === 'sleep' || kind === 'select-timer' ? 'code.wait.wakes' : 'code.wait.until';
  return `${text}${t('code.and')}${t(timed, { at: momentText(until) })}`;
}

/** A thread in one sentence: `accept() — waits for a connection to 0.0.0.0:9000; line 6`. */
export function threadText({ does, line, wait }: ThreadFacts): string {
  if (does === 'ended') return t('code.thread.ended');
  if (line === 0) return t('code.thread.before');
  if (!wait) return t('code.thread.runs', { line });
  return t('code.thread.waits', { call: wait.as, what: waitText(wait), line });
}

/** The same behind its line, where the line need not be told. */
export const besideLine = ({ wait }: ThreadFacts): string | undefined => wait && waitText(wait);

/** For how long it has waited. */
export const longText = ({ wait, since }: ThreadFacts, now: Instant): string =>
  wait && now > since ? t('code.thread.long', { time: formatDuration(now - since) }) : '';

/** `ended with status 1 at 5 s`. */
export function endText({ exit = 0, exitedAt }: ScriptFacts): string {
  return exitedAt === undefined
    ? t('code.program.ended', { status: exit })
    : t('code.program.ended.at', { status: exit, at: momentText(exitedAt) });
}
