// The words for reasons, in the language asked for.
import { sayCode, type Say } from './traceText.ts';

export async function sayerFor(_language: string): Promise<Say> {
  return sayCode;
}
