import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { listen } from '@/lib/server/launch/http-server';
import { deferred } from '../deferred';
import { freePort } from '../server/run-server';

describe('the listening server', () => {
  test('a taken port is named together with what to do', async () => {
    const port = await freePort();
    const first = await listen((_request, response) => response.end(), '127.0.0.1', port, null);
    await expect(listen((_request, response) => response.end(), '127.0.0.1', port, null)).rejects.toThrow(
      `Port ${port} is taken by another program. Set PORT to a free one: PORT=${port + 1} npm start`,
    );
    await first.close(1_000);
  });

  test('a request in flight is answered after closing began, and idle connections do not hold it up', async () => {
    const started = deferred();
    const finish = deferred();
    const server = await listen(
      (_request, response) => {
        started.resolve(undefined);
        void finish.promise.then(() => response.end('done'));
      },
      '127.0.0.1',
      await freePort(),
      null,
    );
    const idle = connect(server.port, '127.0.0.1');
    const dropped = new Promise((resolve) => idle.once('close', resolve));
    idle.on('error', () => undefined);
    const reply = fetch(`http://127.0.0.1:${server.port}/`);
    await started.promise;
    const closed = server.close(60_000);
    await dropped;
    finish.resolve(undefined);
    expect(await (await reply).text()).toBe('done');
    await closed;
  });

  test('a request that never ends is cut off after the grace', async () => {
    const started = deferred();
    const server = await listen(() => started.resolve(undefined), '127.0.0.1', await freePort(), null);
    const reply = fetch(`http://127.0.0.1:${server.port}/`).then(
      () => 'answered',
      () => 'cut',
    );
    await started.promise;
    await server.close(50);
    expect(await reply).toBe('cut');
  });
});
