import { openDatabase } from '../../../../../lib/server/db/open-database';

let database;

/** What goal 6 compares with: a body read as JSON, one row read through Prisma, JSON back. No check of anything. */
export async function POST(request) {
  database ??= openDatabase(process.env.DATABASE_URL);
  const { id } = await request.json();
  const user = await database.client.user.findUnique({ where: { id } });
  return Response.json({ found: user !== null });
}
