import { send } from '../api/http';
import type { Grant } from './access-token';
import { lifetimes, renewalDelay } from './access-token';
import { ApiError, problemOf, type Problem } from '../api/problem';
import type { LinkSecret } from './link-secret';
import { forgetWriting } from '../conversation/drafts';

export type SessionState =
  | { phase: 'starting' }
  /** The cookie could not be tried because nothing answered; `start` may be called again. */
  | { phase: 'unreachable'; problem: Problem }
  | { phase: 'invited'; invitation: string }
  | { phase: 'resetting'; token: string }
  | { phase: 'signed-out'; reason: SignedOutReason; problem: Problem | null }
  | { phase: 'signed-in'; grant: Grant; ending: Ending | null };

export type SignedOutReason = 'fresh' | 'left' | 'ended' | 'code-refused' | 'password-set';

/** When the session is known to end, by this machine's clock: `final` if no renewal can change it. */
export interface Ending {
  at: number;
  final: boolean;
}

/** What the page's several tabs tell each other. */
type TabMessage = { kind: 'signed-out' } | { kind: 'tenant'; tenantId: string };

/**
 * The staff member's session. The access token lives in this object only; what survives a reload is the
 * HttpOnly refresh cookie. Renewals are single flight here, and across tabs by a web lock, because the
 * cookie rotates with each of them.
 */
export class Session {
  #state: SessionState = { phase: 'starting' };
  #listeners = new Set<() => void>();
  #renewing: Promise<Grant> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tokenEndsAt = 0;
  #tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('livechat.session');

  constructor() {
    this.#tabs?.addEventListener('message', (event: MessageEvent<TabMessage>) => this.#hear(event.data));
  }

  get state(): SessionState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows the address's link where it had one, else signs in by the cookie of an earlier visit. */
  async start(link: LinkSecret | null): Promise<void> {
    if (link?.kind === 'invitation') {
      this.#set({ phase: 'invited', invitation: link.value });
      return;
    }
    if (link?.kind === 'reset') {
      this.#set({ phase: 'resetting', token: link.value });
      return;
    }
    this.#set({ phase: 'starting' });
    if (link) {
      try {
        this.#adopt(
          (await send<Grant>('/api/auth/code', { method: 'POST', body: { code: link.value } })).data,
        );
        return;
      } catch (error) {
        // A link that was used or is too old does no harm to somebody who is signed in already.
        if (!(await this.#startByCookie())) {
          this.#set({ phase: 'signed-out', reason: 'code-refused', problem: problemOf(error) });
        }
        return;
      }
    }
    if (!(await this.#startByCookie())) this.#end('fresh', null);
  }

  async signIn(email: string, password: string): Promise<void> {
    this.#adopt((await send<Grant>('/api/auth/login', { method: 'POST', body: { email, password } })).data);
  }

  async accept(token: string, name: string, password: string): Promise<void> {
    const body = { token, password, ...(name ? { name } : {}) };
    this.#adopt((await send<Grant>('/api/auth/accept', { method: 'POST', body })).data);
  }

  /** Asks for a link; the answer says only whether this platform sends mail at all, never whether there is an account. */
  async forgotPassword(email: string): Promise<{ mail: boolean }> {
    const answer = await send<{ mail?: boolean } | null>('/api/auth/password/forgot', {
      method: 'POST',
      body: { email },
    });
    return { mail: answer.data?.mail === true };
  }

  async resetPassword(token: string, password: string): Promise<void> {
    await send('/api/auth/password/reset', { method: 'POST', body: { token, password } });
    this.#end('password-set', null);
  }

  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    const token = await this.accessToken();
    await send('/api/auth/password', { method: 'POST', body: { currentPassword, newPassword }, token });
  }

  /** To the sign-in page before the session ends by itself; drafts stay. */
  signInAgain(): void {
    this.#end('ended', null);
  }

  async signOut(): Promise<void> {
    forgetWriting();
    this.#end('left', null);
    this.#tabs?.postMessage({ kind: 'signed-out' } satisfies TabMessage);
    // The cookie is gone after this; should nothing answer, it expires by itself.
    await send('/api/auth/logout', { method: 'POST', body: {} }).catch(() => undefined);
  }

  async switchTenant(tenantId: string): Promise<void> {
    const token = await this.accessToken();
    const answer = await send<Grant>('/api/auth/switch', { method: 'POST', body: { tenantId }, token });
    // Signed out meanwhile, also as somebody else by now: what was asked for is nobody's any more.
    if (this.#grant?.user.id !== answer.data.user.id) return;
    this.#adopt(answer.data);
    this.#tabs?.postMessage({ kind: 'tenant', tenantId } satisfies TabMessage);
  }

  /** The token to send; waits for a renewal that is under way. */
  async accessToken(): Promise<string> {
    if (this.#renewing) return (await this.#renewing).accessToken;
    if (this.#state.phase === 'signed-in') return this.#state.grant.accessToken;
    return signInFirst();
  }

  /** A newer token than `used`. Throws when the session is over or nothing answers. */
  async renew(used?: string): Promise<string> {
    const state = this.#state;
    if (used && state.phase === 'signed-in' && state.grant.accessToken !== used)
      return state.grant.accessToken;
    this.#renewing ??= this.#requestGrant().finally(() => (this.#renewing = null));
    return (await this.#renewing).accessToken;
  }

  get #grant(): Grant | null {
    return this.#state.phase === 'signed-in' ? this.#state.grant : null;
  }

  async #requestGrant(): Promise<Grant> {
    const before = this.#grant;
    try {
      const answer = await oneTabAtATime(() =>
        send<Grant>('/api/auth/refresh', { method: 'POST', body: {} }),
      );
      // Whoever signed out, or went to another tenant, while this was on its way must not be taken back by it.
      if (this.#grant === before) this.#adopt(answer.data);
      return this.#grant ?? signInFirst();
    } catch (error) {
      if (this.#grant !== before) return this.#grant ?? signInFirst();
      if (isOver(error) && this.#state.phase === 'signed-in') this.#end('ended', problemOf(error));
      else if (this.#state.phase === 'signed-in') {
        this.#set({ ...this.#state, ending: this.#state.ending ?? { at: this.#tokenEndsAt, final: false } });
        this.#schedule(15_000);
      }
      throw error;
    }
  }

  async #startByCookie(): Promise<boolean> {
    try {
      await this.renew();
      return true;
    } catch (error) {
      if (isOver(error)) return false;
      this.#set({ phase: 'unreachable', problem: problemOf(error) });
      return true;
    }
  }

  #adopt(grant: Grant): void {
    const { token, session } = lifetimes(grant);
    const now = Date.now();
    this.#tokenEndsAt = now + token;
    const ending = session === null ? null : { at: now + session, final: true };
    this.#set({ phase: 'signed-in', grant, ending });
    this.#schedule(Math.min(renewalDelay(grant), (session ?? Infinity) + 1_000));
  }

  #end(reason: SignedOutReason, problem: Problem | null): void {
    clearTimeout(this.#timer);
    this.#set({ phase: 'signed-out', reason, problem });
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.renew().catch(() => undefined), delay);
  }

  #hear(message: TabMessage): void {
    if (this.#state.phase !== 'signed-in') return;
    if (message.kind === 'signed-out') {
      forgetWriting();
      this.#end('left', null);
    }
    // The cookie belongs to all tabs, so one tab's switch is every tab's switch.
    else if (this.#state.grant.tenantId !== message.tenantId) void this.renew().catch(() => undefined);
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function signInFirst(): never {
  throw new ApiError({ ...problemOf(new Error('Sign in first.')), status: 401, code: 'token_missing' });
}

/** The refusals of a refresh that another try cannot change. */
function isOver(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
}

function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  // Web locks exist only on https and loopback; elsewhere each tab stands alone.
  return navigator.locks ? navigator.locks.request('livechat.refresh', work) : work();
}
