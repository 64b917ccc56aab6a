import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renewalDelay, type Grant } from './access-token';
import { Session } from './session';
import { takeLinkSecret } from './link-secret';

function grant(token: string, lifetime = 900): Grant {
  const payload = btoa(JSON.stringify({ iat: 1_000, exp: 1_000 + lifetime }));
  return {
    accessToken: `h.${payload}.${token}`,
    expiresAt: '2026-11-22T17:15:00Z',
    tenantId: 'demo-shop',
    tenants: [{ id: 'demo-shop', name: 'Loom & Larch', role: 'owner' }],
    user: { id: 'u1', name: 'Nora', email: 'nora@shop.example', role: 'owner' },
  };
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

describe('Session', () => {
  const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', fetched);
    fetched.mockReset();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('signs in by the cookie of an earlier visit', async () => {
    fetched.mockResolvedValueOnce(json(200, grant('a')));
    const session = new Session();
    await session.start(null);
    expect(session.state.phase).toBe('signed-in');
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/auth/refresh');
  });

  it('asks to sign in without a cookie', async () => {
    fetched.mockResolvedValueOnce(json(401, { code: 'token_missing' }));
    const session = new Session();
    await session.start(null);
    expect(session.state).toMatchObject({ phase: 'signed-out', reason: 'fresh' });
  });

  it('does not send to the sign-in page because the network is down', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const session = new Session();
    await session.start(null);
    expect(session.state).toMatchObject({ phase: 'unreachable', problem: { code: 'network_error' } });
  });

  it('says why a sign-in link was refused, with its request id', async () => {
    fetched.mockResolvedValueOnce(json(401, { code: 'token_expired', requestId: 'req-12345678' }));
    fetched.mockResolvedValueOnce(json(401, { code: 'token_missing' }));
    const session = new Session();
    await session.start({ kind: 'code', value: 'old' });
    expect(session.state).toMatchObject({ reason: 'code-refused', problem: { requestId: 'req-12345678' } });
  });

  it('renews once for many askers', async () => {
    fetched.mockResolvedValueOnce(json(200, grant('a')));
    const session = new Session();
    await session.start(null);
    fetched.mockResolvedValueOnce(json(200, grant('b')));
    const used = await session.accessToken();
    const tokens = await Promise.all([session.renew(used), session.renew(used), session.renew(used)]);
    expect(new Set(tokens)).toEqual(new Set([grant('b').accessToken]));
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(await session.renew(used)).toBe(grant('b').accessToken);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('renews before the token expires', async () => {
    fetched.mockResolvedValueOnce(json(200, grant('a', 900)));
    const session = new Session();
    await session.start(null);
    fetched.mockResolvedValueOnce(json(200, grant('b', 900)));
    await vi.advanceTimersByTimeAsync(840_000);
    expect(await session.accessToken()).toBe(grant('b').accessToken);
  });

  it('tells that it will end when renewals fail, and takes it back when one works', async () => {
    fetched.mockResolvedValueOnce(json(200, grant('a', 900)));
    const session = new Session();
    await session.start(null);
    expect(session.state).toMatchObject({ ending: null });
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await vi.advanceTimersByTimeAsync(720_000);
    // Three minutes are left: one to try again, two to finish a sentence.
    expect(session.state).toMatchObject({ ending: { at: Date.now() + 180_000, final: false } });
    fetched.mockResolvedValueOnce(json(200, grant('b', 900)));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(session.state).toMatchObject({ ending: null });
  });

  it('knows the final end by the times of the server alone', async () => {
    fetched.mockResolvedValueOnce(json(200, { ...grant('a', 900), sessionEndsAt: '2026-11-22T17:05:00Z' }));
    const session = new Session();
    await session.start(null);
    expect(session.state).toMatchObject({ ending: { at: Date.now() + 300_000, final: true } });
  });

  it('ends when the cookie is refused, and stays when only the network fails', async () => {
    fetched.mockResolvedValueOnce(json(200, grant('a')));
    const session = new Session();
    await session.start(null);
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(session.renew()).rejects.toThrow();
    expect(session.state.phase).toBe('signed-in');
    fetched.mockResolvedValueOnce(json(401, { code: 'token_revoked' }));
    await expect(session.renew()).rejects.toThrow();
    expect(session.state).toMatchObject({ phase: 'signed-out', reason: 'ended' });
  });

  const signedIn = async () => {
    fetched.mockResolvedValueOnce(json(200, grant('a')));
    const session = new Session();
    await session.start(null);
    return session;
  };
  /** The answer to the next request, which comes when it is called. */
  const later = () => {
    let come: (answer: Response) => void = () => undefined;
    fetched.mockReturnValueOnce(new Promise((resolve) => (come = resolve)));
    return (answer: Response) => come(answer);
  };

  it('stays signed out when a renewal that was on its way is answered', async () => {
    const session = await signedIn();
    const answer = later();
    const renewing = session.renew().catch((error: unknown) => error);
    fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
    await session.signOut();
    answer(json(200, grant('b')));
    expect(await renewing).toMatchObject({ status: 401 });
    expect(session.state).toMatchObject({ phase: 'signed-out', reason: 'left' });
  });

  it('stays signed in anew when a renewal from before is refused', async () => {
    const session = await signedIn();
    const answer = later();
    const renewing = session.renew();
    session.signInAgain();
    fetched.mockResolvedValueOnce(json(200, grant('b')));
    await session.signIn('nora@shop.example', 'pass');
    answer(json(401, { code: 'token_expired' }));
    expect(await renewing).toBe(grant('b').accessToken);
    expect(session.state).toMatchObject({ phase: 'signed-in', grant: grant('b') });
  });

  it('stays in the tenant that was chosen when a renewal from before is answered', async () => {
    const session = await signedIn();
    const switched = later();
    const switching = session.switchTenant('other');
    await vi.advanceTimersByTimeAsync(0);
    const renewed = later();
    const renewing = session.renew();
    await vi.advanceTimersByTimeAsync(0);
    switched(json(200, { ...grant('b'), tenantId: 'other' }));
    await switching;
    renewed(json(200, grant('c')));
    await renewing;
    expect(session.state).toMatchObject({ grant: { tenantId: 'other' } });
  });
});

describe('renewalDelay', () => {
  it('counts from the token, not from this clock', () => {
    expect(renewalDelay(grant('a', 900))).toBe(720_000);
    expect(renewalDelay(grant('a', 60))).toBe(36_000);
    expect(renewalDelay({ ...grant('a'), accessToken: 'opaque' })).toBe(144_000);
  });
});

describe('takeLinkSecret', () => {
  it('takes the secret out of the address', () => {
    const replaced = vi.fn();
    const location = { hash: '#code=abc-1', pathname: '/dashboard/', search: '' } as Location;
    expect(takeLinkSecret(location, { state: null, replaceState: replaced } as unknown as History)).toEqual({
      kind: 'code',
      value: 'abc-1',
    });
    expect(replaced).toHaveBeenCalledWith(null, '', '/dashboard/');
  });
});
