import { cookies } from 'next/headers';
import { isTimeZone, type TimeZone } from '../../base/time';

/** The zone of the browser that asks, as its last page wrote it down; null on the very first visit. */
export async function deviceZone(): Promise<TimeZone | null> {
  const name = (await cookies()).get('timeslice-zone')?.value ?? '';
  const decoded = name.replaceAll('%2F', '/');
  return isTimeZone(decoded) ? decoded : null;
}
