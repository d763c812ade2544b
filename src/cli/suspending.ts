// Python programs need a Node that can suspend them. Older ones must be started with a flag: the command starts itself once more with it, when it needs Python.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { canSuspend, suspendingFlags, suspendingSince } from '../python/suspending.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Undefined where this Node can suspend programs: go on. Otherwise does all of this command in another process, which has the flag, our arguments, input and
 * output, and gives its exit status. To be called before anything was read or written. Rejects where the flag does not help either.
 */
export async function ensureSuspending(): Promise<number | undefined> {
  if (canSuspend()) return undefined;
  const flags = suspendingFlags(process.versions.node);
  if (flags.length === 0 || flags.some((flag) => process.execArgv.includes(flag)))
    throw new Error(`Python programs need Node ${suspendingSince.node} or later; this is ${process.versions.node}`);
  const maps = process.sourceMapsEnabled ? ['--enable-source-maps'] : [];
  const args = [...process.execArgv, ...flags, ...maps, ...process.argv.slice(1)];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    // It decides what a signal means: while it runs, we do.
    const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
    for (const signal of signals) process.on(signal, pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + constants.signals[signal!]);
    });
  });
}
