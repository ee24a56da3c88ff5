import { runAuth } from '@/lib/server/auth/run-auth';

export const GET = runAuth;
export const POST = runAuth;
