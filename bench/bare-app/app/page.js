import { connection } from 'next/server';

/** A page made for its request, as ours are, with nothing on it. */
export default async function Page() {
  await connection();
  return <p>ready</p>;
}
