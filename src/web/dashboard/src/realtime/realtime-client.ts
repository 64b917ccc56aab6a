import { backoff } from './backoff';
import { afterClose, CloseCodes } from './close-codes';
import { isNewer } from './event-id';
import { readFrame, type FeedEvent } from './frames';

/** What the page shows, and it is never better than the truth: `live` only between auth:ok and the close. */
export type ConnectionState =
  | { phase: 'connecting' }
  | { phase: 'live'; since: number }
  | { phase: 'waiting'; retryAt: number; attempt: number }
  | { phase: 'offline' }
  | { phase: 'stopped' };

export type OwnPresence = 'online' | 'away';

/** The part of WebSocket that the client uses; tests bring their own. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface RealtimeOptions {
  open: () => Socket;
  /** The current access token. */
  token: () => Promise<string>;
  /** A newer one than the given; rejects while there is none. */
  renew: (used: string) => Promise<string>;
  onEvent: (event: FeedEvent) => void;
  /** A connection begins, before its first event; a renewal in place is none. */
  onConnected?: () => void;
  /** Something may have been missed: read the lists again. */
  onResync: () => void;
  /** Access was taken away (4403): let the session find out what is left. */
  onForbidden: () => void;
  random?: () => number;
  now?: () => number;
  online?: () => boolean;
}

/** Longest wait for auth:ok, and for any answer to a probe. */
const answerLimit = 10_000;
/** Silence after which the connection is probed: with the wait for an answer, a dead one is told within 30 s. */
const probeEvery = 15_000;
/** Whatever a stopping server asks for. */
const longestPause = 30_000;

/** The dashboard's connection to `GET /api/ws/tenant`: signs in, resumes, renews, and never gives up. */
export class RealtimeClient {
  readonly #options: Required<RealtimeOptions>;
  #state: ConnectionState = { phase: 'stopped' };
  #listeners = new Set<() => void>();
  #socket: Socket | null = null;
  #token = '';
  #lastEventId: string | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #viewing: string | null = null;
  #presence: OwnPresence = 'online';
  #restartPause: number | null = null;

  constructor(options: RealtimeOptions) {
    this.#options = {
      random: Math.random,
      now: Date.now,
      online: () => navigator.onLine,
      onConnected: () => undefined,
      ...options,
    };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    if (this.#state.phase === 'stopped') void this.#connect();
  }

  stop(): void {
    clearTimeout(this.#retry);
    this.#drop(CloseCodes.normal);
    this.#set({ phase: 'stopped' });
  }

  /** Connects now instead of after the pause; on a connection that seems live, finds out whether it is. */
  nudge(): void {
    if (this.#state.phase === 'waiting' || this.#state.phase === 'offline') {
      this.#attempt = 0;
      clearTimeout(this.#retry);
      void this.#connect();
    } else if (this.#state.phase === 'live') {
      this.#probe();
    }
  }

  /** The network went away: a socket may stay open for minutes without telling. */
  wentOffline(): void {
    if (this.#state.phase === 'stopped') return;
    clearTimeout(this.#retry);
    this.#drop(CloseCodes.normal);
    this.#set({ phase: 'offline' });
  }

  /** Tells colleagues which conversation is open here; told again after each reconnect. */
  viewing(conversationId: string | null): void {
    this.#viewing = conversationId;
    if (this.#state.phase === 'live') this.#send({ type: 'viewing', conversationId });
  }

  /** What colleagues see of this person; told again after each reconnect. */
  presence(state: OwnPresence): void {
    this.#presence = state;
    if (this.#state.phase === 'live') this.#send({ type: 'presence', state });
  }

  get ownPresence(): OwnPresence {
    return this.#presence;
  }

  typing(conversationId: string, typing: boolean): void {
    if (this.#state.phase === 'live') this.#send({ type: 'typing', conversationId, typing });
  }

  async #connect(): Promise<void> {
    this.#drop(CloseCodes.normal);
    if (!this.#options.online()) {
      this.#set({ phase: 'offline' });
      return;
    }
    this.#set({ phase: 'connecting' });
    try {
      this.#token = await this.#options.token();
    } catch {
      this.#wait();
      return;
    }
    if (this.#state.phase !== 'connecting') return;
    const socket = this.#options.open();
    this.#socket = socket;
    socket.onopen = () => this.#authenticate();
    socket.onmessage = (event) => this.#hear(socket, event.data);
    socket.onclose = (event) => this.#closed(socket, event.code);
    this.#expectAnswer();
  }

  #authenticate(): void {
    const lastEventId = this.#lastEventId;
    this.#send({ type: 'auth', token: this.#token, ...(lastEventId === null ? {} : { lastEventId }) });
  }

  #hear(socket: Socket, text: unknown): void {
    if (socket !== this.#socket) return;
    if (this.#state.phase === 'live') this.#expectSilence();
    const frame = readFrame(text);
    if (!frame) return;
    switch (frame.type) {
      case 'auth:ok':
        this.#welcome(frame.lastEventId);
        return;
      case 'auth:expiring':
        void this.#renewInPlace(socket);
        return;
      case 'server:restarting':
        this.#restartPause = Math.min(longestPause, Math.max(0, frame.reconnectAfterMs));
        return;
      case 'resync':
        this.#lastEventId = frame.lastEventId ?? this.#lastEventId;
        this.#options.onResync();
        return;
      case 'error':
        return; // The close that follows decides; an error without one leaves the connection as it is.
      case 'unknown':
        if (frame.id !== null && isNewer(frame.id, this.#lastEventId)) this.#lastEventId = frame.id;
        return;
      default:
        if (frame.id !== null) {
          if (!isNewer(frame.id, this.#lastEventId)) return;
          this.#lastEventId = frame.id;
        }
        this.#options.onEvent(frame);
    }
  }

  #welcome(lastEventId: string | null): void {
    const renewed = this.#state.phase === 'live';
    const first = this.#lastEventId === null;
    this.#attempt = 0;
    this.#restartPause = null;
    if (renewed) return;
    // Where this connection goes on: what was missed comes after it.
    this.#lastEventId = lastEventId ?? this.#lastEventId;
    this.#options.onConnected();
    this.#set({ phase: 'live', since: this.#options.now() });
    this.#expectSilence();
    // Nothing to resume from: what happened between the page's first reads and now is in no event.
    if (first) this.#options.onResync();
    if (this.#presence !== 'online') this.#send({ type: 'presence', state: this.#presence });
    if (this.#viewing !== null) this.#send({ type: 'viewing', conversationId: this.#viewing });
  }

  async #renewInPlace(socket: Socket): Promise<void> {
    try {
      this.#token = await this.#options.renew(this.#token);
      if (socket === this.#socket) this.#send({ type: 'auth', token: this.#token });
    } catch {
      // The server closes with 4401 when the time is up; the way back from there renews again.
    }
  }

  #closed(socket: Socket, code: number): void {
    if (socket !== this.#socket) return;
    this.#drop(CloseCodes.normal);
    const next = afterClose(code);
    if (next === 'check-access') this.#options.onForbidden();
    if (next === 'renew') {
      // Whether it works or not: the next try asks for the token anew.
      void this.#options.renew(this.#token).catch(() => undefined);
    }
    this.#wait();
  }

  #wait(): void {
    if (this.#state.phase === 'stopped') return;
    const delay = (this.#restartPause ?? 0) + backoff(this.#attempt, this.#options.random);
    this.#restartPause = null;
    this.#attempt += 1;
    this.#set({ phase: 'waiting', retryAt: this.#options.now() + delay, attempt: this.#attempt });
    this.#retry = setTimeout(() => void this.#connect(), delay);
  }

  /** Any frame of the server answers a probe, also its refusal of the unknown type. */
  #probe(): void {
    this.#send({ type: 'ping' });
    this.#expectAnswer();
  }

  #expectSilence(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#probe(), probeEvery);
  }

  #expectAnswer(): void {
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#watch = setTimeout(() => {
      if (socket) this.#closed(socket, CloseCodes.goingAway);
    }, answerLimit);
  }

  #send(frame: object): void {
    try {
      this.#socket?.send(JSON.stringify(frame));
    } catch {
      // Closing already: onclose follows.
    }
  }

  #drop(code: number): void {
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    try {
      socket.close(code);
    } catch {
      // Not open yet or gone already.
    }
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
