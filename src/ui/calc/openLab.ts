// From what a calculator worked out to a lab in the player.

import { place } from '../place.svelte.ts';

/** Opens the text of a lab by the address that a shared lab has. False where it is too large for one, or is no lab. */
export async function openLab(text: string): Promise<boolean> {
  const { packLab, readLab } = await import('../share/open.ts');
  const read = await readLab(text);
  const run = 'errors' in read ? undefined : await packLab(text, read);
  if (run !== undefined) place.go({ page: 'lab', run });
  return run !== undefined;
}
