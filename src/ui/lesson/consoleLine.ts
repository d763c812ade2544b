// A line of a console as text, the way authors write it.

import { formatDuration } from '../../base/time.ts';
import type { ConsoleLine } from '../../lesson/lesson.ts';
import { t } from '../language.svelte.ts';

export function spellLine(line: ConsoleLine): string {
  if (line.type === 'run') return `${line.on}$ ${line.line}`;
  if (line.type === 'type') return `${line.on}> ${line.line}`;
  if (line.type === 'file') return `${line.on}:${line.file}\n${line.text}`;
  return line.type === 'hand' ? `> ${line.line}` : t('console.wait', { time: formatDuration(line.duration) });
}
