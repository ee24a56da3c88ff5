import { getSettings, type Settings } from '../env';
import { clientAddress } from './forwarded';
import { guardRequest } from './guard';
import { answer } from './run-route';
import { isSameSecret } from './same-secret';

export type ProbeResult = {
  readonly isUp: boolean;
  /** Shown only to callers on the machine itself or with METRICS_TOKEN. */
  readonly details: Readonly<Record<string, string | number | boolean>>;
};

/** /healthz and /readyz: no session, also by loopback Host, 200 or 503. */
export function runProbe(probe: () => Promise<ProbeResult>): (request: Request) => Promise<Response> {
  return async (request) => {
    const settings = getSettings();
    return answer(request, settings, async () => {
      const rule = { methods: ['GET', 'HEAD'], contentTypes: [], maxBytes: 0, answersLoopback: true };
      const problem = guardRequest(request, rule, settings);
      if (problem !== null) return problem;
      const { isUp, details } = await probe();
      const shown = maySeeDetails(request, settings) ? details : {};
      return Response.json({ status: isUp ? 'ok' : 'unavailable', ...shown }, { status: isUp ? 200 : 503 });
    });
  };
}

function maySeeDetails(request: Request, settings: Settings): boolean {
  const address = clientAddress(request.headers);
  if (address !== null && /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address)) return true;
  const given = request.headers.get('authorization') ?? '';
  return settings.metricsToken !== null && isSameSecret(given, `Bearer ${settings.metricsToken}`);
}
