import { cookies } from 'next/headers';

export type Theme = 'light' | 'dark';

/** The chosen theme; null follows the system. Rendered on the root element by the server, so that nothing flashes. */
export async function interfaceTheme(): Promise<Theme | null> {
  const value = (await cookies()).get('timeslice-theme')?.value;
  return value === 'light' || value === 'dark' ? value : null;
}
