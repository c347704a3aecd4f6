/** What a zip file says it holds, read from its central directory: enough to check a package, no more. */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;

/** One file in the archive, with its size when unpacked. */
export interface ZipEntry {
  readonly file: string;
  readonly bytes: number;
}

/** Lists the entries; throws when it is not a zip file. */
export function listZip(zip: Buffer): readonly ZipEntry[] {
  let end = zip.length - endBytes;
  while (end >= 0 && zip.readUInt32LE(end) !== endSignature) end--;
  if (end < 0) throw new Error("This is not a zip file: it has no end record.");
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== entrySignature) throw new Error("The zip file's directory is damaged.");
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const file = zip.toString("utf8", at + entryBytes, at + entryBytes + name);
    entries.push({ file, bytes: zip.readUInt32LE(at + 24) });
    at += entryBytes + name + extra + comment;
  }
  return entries;
}
