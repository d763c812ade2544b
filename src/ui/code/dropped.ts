// Files that were dropped or chosen: their texts, or why they were not taken.

export interface DroppedProgram {
  name: string;
  text: string;
}

/** Octets: far more than any program that one reads. */
const LARGEST = 400_000;

/** Reads files as texts in UTF-8. A name gets what a host's file may have. */
export async function readPrograms(
  list: Iterable<File> | null | undefined,
): Promise<{ programs: DroppedProgram[]; refused: { file: string; why: 'too-large' | 'not-text' }[] }> {
  const programs: DroppedProgram[] = [];
  const refused: { file: string; why: 'too-large' | 'not-text' }[] = [];
  for (const file of list ?? []) {
    if (file.size > LARGEST) {
      refused.push({ file: file.name, why: 'too-large' });
      continue;
    }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
      programs.push({ name: file.name, text: text.replace(/\r\n?/g, '\n') });
    } catch {
      refused.push({ file: file.name, why: 'not-text' });
    }
  }
  return { programs, refused };
}
