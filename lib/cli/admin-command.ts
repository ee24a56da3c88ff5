import { admin } from './admin';
import { withStores } from './instance';
import { processTerminal } from './terminal';

/** `npm run admin -- COMMAND`: accounts of team mode, made on the host. */
export function adminCommand(args: readonly string[]): Promise<number> {
  return withStores((deps, settings) => {
    const host = settings.team === null ? null : new URL(settings.team.publicOrigin).hostname;
    return admin(args, deps, processTerminal(), host);
  });
}
