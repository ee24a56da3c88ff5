import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupError, nameBackupError } from './backup-error';
import { backupManifestSchema, type BackupManifest } from './backup-manifest';

/**
 * A backup is one file: the payload, then the manifest, then a last line of fixed length that says where the manifest begins
 * and what it hashes to. SQLite and pg_restore ignore what follows their own data, so the file also opens with their tools.
 *
 *   PAYLOAD \n {"format":1,…} \n timeslice-backup-1 0000001234 <sha256 of the manifest> \n
 */
const LAST_LINE = /^\ntimeslice-backup-1 (\d{10}) ([0-9a-f]{64})\n$/;
const LAST_LINE_BYTES = 96;
const LONGEST_MANIFEST = 1_000_000;

/** Completes a payload that was written under a temporary name: adds the end, syncs, makes it the owner's only, and renames. */
export async function sealBackup(
  payloadFile: string,
  file: string,
  about: Omit<BackupManifest, 'payload'>,
): Promise<BackupManifest> {
  const manifest: BackupManifest = { ...about, payload: await sumFile(payloadFile) };
  const json = Buffer.from(`\n${JSON.stringify(manifest)}`);
  const last = `\ntimeslice-backup-1 ${String(json.length).padStart(10, '0')} ${hash(json)}\n`;
  await chmod(payloadFile, 0o600);
  const handle = await open(payloadFile, 'a');
  try {
    await handle.appendFile(json);
    await handle.appendFile(last);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await renameDurably(payloadFile, file);
  return manifest;
}

/**
 * Copies the payload to a new file of the owner's and returns the manifest, if all of it is as it was written.
 * @throws BackupError when the file is cut off, altered or no backup at all
 */
export async function extractPayload(file: string, payloadFile: string): Promise<BackupManifest> {
  const source = await openBackup(file);
  try {
    const manifest = await readManifest(source, file);
    const target = await open(payloadFile, 'wx', 0o600);
    try {
      const digest = createHash('sha256');
      for await (const chunk of chunksOf(source, manifest.payload.bytes)) {
        digest.update(chunk);
        await target.write(chunk);
      }
      if (digest.digest('hex') !== manifest.payload.sha256) throw altered(file);
      await target.sync();
    } finally {
      await target.close();
    }
    return manifest;
  } finally {
    await source.close();
  }
}

/** Renames and syncs the folder, so that the new name survives a power cut. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  const folder = await open(dirname(to), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function openBackup(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new BackupError('not-a-backup', `There is no file ${file}.`, { cause: error });
    }
    throw nameBackupError(error);
  }
}

async function readManifest(source: FileHandle, file: string): Promise<BackupManifest> {
  const { size } = await source.stat();
  const last = LAST_LINE.exec(
    await readText(source, Math.max(0, size - LAST_LINE_BYTES), Math.min(size, LAST_LINE_BYTES)),
  );
  const length = Number(last?.[1]);
  if (last === null || length > LONGEST_MANIFEST || length + LAST_LINE_BYTES > size) throw notABackup(file);
  const json = await readText(source, size - LAST_LINE_BYTES - length, length);
  if (hash(Buffer.from(json)) !== last[2]) throw altered(file);
  const format = (JSON.parse(json) as { format?: unknown }).format;
  if (typeof format === 'number' && format > 1) throw new BackupError('newer', newer(file));
  const manifest = backupManifestSchema.safeParse(JSON.parse(json));
  if (!manifest.success) throw altered(file);
  if (manifest.data.payload.bytes !== size - LAST_LINE_BYTES - length) throw altered(file);
  return manifest.data;
}

export function newer(file: string): string {
  return `${file} was written by a newer version of Timeslice: restore it with that version.`;
}

function notABackup(file: string): BackupError {
  return new BackupError('not-a-backup', `${file} is no Timeslice backup, or its end is missing: use another backup.`);
}

function altered(file: string): BackupError {
  return new BackupError('altered', `${file} was altered after it had been written: use another backup.`);
}

async function readText(source: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await source.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('utf8', 0, bytesRead);
}

async function* chunksOf(source: FileHandle, bytes: number): AsyncIterable<Buffer> {
  const buffer = Buffer.alloc(1 << 20);
  for (let position = 0; position < bytes;) {
    const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, bytes - position), position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function sumFile(file: string): Promise<BackupManifest['payload']> {
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: digest.digest('hex') };
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
