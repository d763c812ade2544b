// Getting something out of the page: as a file, or into the clipboard.

/** Lets the browser save a file. */
export function saveFile(parts: BlobPart[], type: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Puts a text into the clipboard; false where the browser does not let a page do so. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A name for files of a run: the lab's, without what file systems do not like. */
export const fileName = (lab: string): string => lab.replace(/[^\p{L}\p{N}._ -]+/gu, '-').slice(0, 80) || 'classroom';
