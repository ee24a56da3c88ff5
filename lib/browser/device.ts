import { useSyncExternalStore } from 'react';
import { openAnswers, type Answers } from './answers';
import { browserDatabase } from './database';
import { createSessionStore, type SessionStore } from './session-store';
import { quietStatus, type SyncStatus } from './sync';

/** What this device keeps and sends for one learner. */
export type Device = { readonly answers: Answers; readonly sessions: SessionStore };

let opened: { readonly userId: string; readonly device: Device; readonly stop: () => void } | null = null;

/** One for the life of the page, whichever of its parts asks: answers go on being sent while pages change. */
function deviceOf(userId: string): Device {
  if (opened?.userId === userId) return opened.device;
  opened?.stop();
  const database = browserDatabase();
  const device = { answers: openAnswers(userId, database), sessions: createSessionStore(database) };
  opened = { userId, device, stop: device.answers.start() };
  return device;
}

/** Null on the server and in the first rendering, since only a browser has one. */
export function useDevice(userId: string): Device | null {
  return useSyncExternalStore(
    subscribeToNothing,
    () => deviceOf(userId),
    () => null,
  );
}

export function useSyncStatus(device: Device | null): SyncStatus {
  return useSyncExternalStore(
    device?.answers.subscribe ?? subscribeToNothing,
    device?.answers.getStatus ?? getQuiet,
    getQuiet,
  );
}

function getQuiet(): SyncStatus {
  return quietStatus;
}

function subscribeToNothing(): () => void {
  return () => undefined;
}
