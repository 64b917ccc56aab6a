import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CloseCodes } from './close-codes';
import type { FeedEvent } from './frames';
import { RealtimeClient, type RealtimeOptions, type Socket } from './realtime-client';

class TestSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  sent: Record<string, unknown>[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.closed = true;
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function message(id: string, text = 'Hello!') {
  const data = {
    conversationId: 'c1',
    message: { id: 'm1', conversationId: 'c1', text, author: { type: 'visitor' } },
  };
  return { type: 'message:new', id, at: '2026-11-22T17:00:00Z', data };
}

describe('RealtimeClient', () => {
  let sockets: TestSocket[];
  let events: FeedEvent[];
  let online: boolean;
  let options: RealtimeOptions;

  const start = async () => {
    const client = new RealtimeClient(options);
    client.start();
    await vi.advanceTimersByTimeAsync(0);
    return client;
  };
  const socket = () => sockets.at(-1) as TestSocket;
  const signIn = (lastEventId = 'e1-4') => {
    socket().onopen?.();
    socket().say({ type: 'auth:ok', connectionId: 'x', lastEventId, replayed: 0 });
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = [];
    events = [];
    online = true;
    options = {
      open: () => {
        sockets.push(new TestSocket());
        return socket();
      },
      token: () => Promise.resolve('t1'),
      renew: vi.fn(() => Promise.resolve('t2')),
      onEvent: (event) => events.push(event),
      onResync: vi.fn(),
      onForbidden: vi.fn(),
      random: () => 1,
      online: () => online,
    };
  });

  afterEach(() => vi.useRealTimers());

  it('is live only after auth:ok, and reads the lists again then', async () => {
    const client = await start();
    expect(client.state.phase).toBe('connecting');
    socket().onopen?.();
    expect(socket().sent).toEqual([{ type: 'auth', token: 't1' }]);
    expect(client.state.phase).toBe('connecting');

    socket().say({ type: 'auth:ok', connectionId: 'x', lastEventId: 'e1-4', replayed: 0 });

    expect(client.state.phase).toBe('live');
    expect(options.onResync).toHaveBeenCalledTimes(1);
  });

  it('resumes from the last event it applied', async () => {
    await start();
    signIn('e1-4');
    socket().say(message('e1-5'));
    socket().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(500);

    socket().onopen?.();

    expect(socket().sent).toEqual([{ type: 'auth', token: 't1', lastEventId: 'e1-5' }]);
    socket().say({ type: 'auth:ok', connectionId: 'y', lastEventId: 'e1-5', replayed: 1 });
    socket().say(message('e1-6'));
    expect(events.map((event) => event.id)).toEqual(['e1-5', 'e1-6']);
    expect(options.onResync).toHaveBeenCalledTimes(1);
  });

  it('applies an event once, however often it comes', async () => {
    await start();
    signIn('e1-4');
    socket().say(message('e1-5'));
    socket().say(message('e1-5'));
    socket().say(message('e1-3'));
    expect(events).toHaveLength(1);
  });

  it('reads the lists again on resync and goes on from the new position', async () => {
    await start();
    signIn('e1-4');
    socket().say({ type: 'resync', lastEventId: 'e2-1' });
    socket().say(message('e2-2'));
    expect(options.onResync).toHaveBeenCalledTimes(2);
    expect(events).toHaveLength(1);
  });

  it('renews in place when the token is about to expire', async () => {
    const client = await start();
    signIn();
    socket().say({ type: 'auth:expiring', at: '2026-11-22T17:00:00Z' });
    await vi.advanceTimersByTimeAsync(0);
    expect(socket().sent.at(-1)).toEqual({ type: 'auth', token: 't2' });
    socket().say({ type: 'auth:ok', connectionId: 'x', lastEventId: 'e1-4', replayed: 0 });
    expect(client.state.phase).toBe('live');
    expect(sockets).toHaveLength(1);
    expect(options.onResync).toHaveBeenCalledTimes(1);
  });

  it('renews the token before it returns from 4401', async () => {
    await start();
    signIn();
    socket().onclose?.({ code: CloseCodes.unauthorized });
    expect(options.renew).toHaveBeenCalledWith('t1');
    await vi.advanceTimersByTimeAsync(500);
    expect(sockets).toHaveLength(2);
  });

  it('asks the session what is left after 4403', async () => {
    await start();
    signIn();
    socket().onclose?.({ code: CloseCodes.forbidden });
    expect(options.onForbidden).toHaveBeenCalledTimes(1);
  });

  it('never gives up, and waits at most twenty seconds', async () => {
    const client = await start();
    for (let attempt = 0; attempt < 50; attempt++) {
      socket().onclose?.({ code: 1006 });
      const { state } = client;
      if (state.phase !== 'waiting') throw new Error(`phase ${state.phase}`);
      expect(state.retryAt - Date.now()).toBeLessThanOrEqual(20_000);
      await vi.advanceTimersByTimeAsync(state.retryAt - Date.now());
    }
    expect(sockets).toHaveLength(51);
  });

  it('notices a connection that is open but dead', async () => {
    const client = await start();
    signIn();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(socket().sent.at(-1)).toEqual({ type: 'ping' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.state.phase).toBe('waiting');
    expect(sockets[0]?.closed).toBe(true);
  });

  it('takes any frame as a sign of life', async () => {
    const client = await start();
    signIn();
    await vi.advanceTimersByTimeAsync(15_000);
    socket().say({ type: 'error', code: 'invalid_request' });
    await vi.advanceTimersByTimeAsync(14_000);
    expect(client.state.phase).toBe('live');
  });

  it('gives up a connection attempt that gets no answer', async () => {
    const client = await start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.state.phase).toBe('waiting');
  });

  it('says offline while there is no network, and comes back at once', async () => {
    const client = await start();
    signIn();
    online = false;
    client.wentOffline();
    expect(client.state.phase).toBe('offline');
    online = true;
    client.nudge();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
  });

  it('waits as long as a restarting server asks', async () => {
    await start();
    signIn();
    socket().say({ type: 'server:restarting', reconnectAfterMs: 2_000 });
    socket().onclose?.({ code: CloseCodes.serviceRestart });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(sockets).toHaveLength(2);
  });

  it('tells again after a reconnect which conversation is open', async () => {
    const client = await start();
    signIn();
    client.viewing('c9');
    socket().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(500);
    signIn('e1-4');
    expect(socket().sent.at(-1)).toEqual({ type: 'viewing', conversationId: 'c9' });
  });

  it('tells that a connection begins before its first event, and not when one is renewed', async () => {
    const onConnected = vi.fn(() => events.length);
    options.onConnected = onConnected;
    await start();
    signIn('e1-4');
    socket().say(message('e1-5'));
    socket().say({ type: 'auth:ok', connectionId: 'x', lastEventId: 'e1-5', replayed: 0 });
    expect(onConnected).toHaveBeenCalledTimes(1);
    socket().onclose?.({ code: CloseCodes.goingAway });
    await vi.advanceTimersByTimeAsync(30_000);
    signIn('e1-5');
    expect(onConnected).toHaveBeenCalledTimes(2);
    expect(onConnected).toHaveNthReturnedWith(1, 0);
  });

  it('ignores what is no frame', async () => {
    const client = await start();
    signIn();
    socket().onmessage?.({ data: 'hello' });
    socket().onmessage?.({ data: '[1]' });
    socket().say({ type: 'message:new', id: 'e1-9', data: { message: null } });
    expect(client.state.phase).toBe('live');
    expect(events).toHaveLength(0);
  });

  it('does not connect after stop', async () => {
    const client = await start();
    signIn();
    client.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    expect(client.state.phase).toBe('stopped');
  });
});
