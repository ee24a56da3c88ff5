import type { Settings } from '../env';

/** The Hosts this instance answers to. Local mode: loopback names with the port, so a page that rebinds its own name is refused. */
export function isAllowedHost(host: string | null, settings: Settings): boolean {
  return host !== null && allowedHosts(settings).includes(host.toLowerCase());
}

/** Health checks on the machine itself may also ask by loopback, in team mode too. */
export function isLoopbackHost(host: string | null, settings: Settings): boolean {
  return host !== null && loopbackHosts(settings.port).includes(host.toLowerCase());
}

/** The one origin whose pages may change something. In local mode it follows the (already accepted) Host. */
export function expectedOrigin(host: string, settings: Settings): string {
  return settings.team === null ? `http://${host.toLowerCase()}` : settings.team.publicOrigin;
}

function allowedHosts(settings: Settings): readonly string[] {
  return settings.team === null ? loopbackHosts(settings.port) : [new URL(settings.team.publicOrigin).host];
}

function loopbackHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const withPort = names.map((name) => `${name}:${port}`);
  return port === 80 ? [...withPort, ...names] : withPort;
}
