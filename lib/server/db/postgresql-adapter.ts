import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';

/** How many connections one process opens; each one serves one request's query or transaction at a time. */
const MAX_CONNECTIONS = 10;

/**
 * Prisma's PostgreSQL adapter with limits: the driver's defaults would wait for ever for a connection and let a forgotten
 * transaction hold its locks for ever.
 * @param onError told about connections that break while idle; without a listener they would end the process
 */
export function postgresqlAdapter(url: string, onError: (error: Error) => void): PrismaPg {
  return new PrismaPg(
    {
      connectionString: url,
      application_name: 'timeslice',
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: 4_000,
      statement_timeout: 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
    },
    { onPoolError: onError, onConnectionError: onError },
  );
}
