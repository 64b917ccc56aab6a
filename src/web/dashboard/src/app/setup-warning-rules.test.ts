import { describe, expect, it } from 'vitest';
import type { SiteToken } from '../site/tokens-card';
import { setupWarningOf } from './setup-warning-rules';

const now = Date.parse('2026-11-22T12:00:00Z');
const in_ = (days: number) => new Date(now + days * 86_400_000).toISOString();
const token = (expires: number, created = -23, status: SiteToken['status'] = 'active'): SiteToken => ({
  id: `t${expires}`,
  label: null,
  status,
  expiresAt: in_(expires),
  createdAt: in_(created),
  lastUsedAt: in_(0),
});
const usage = (used: number, limit: number | null) => [{ name: 'conversations', used, limit }];

describe('setupWarningOf', () => {
  it('is silent while all is well, and before anything was set up', () => {
    expect(setupWarningOf([token(20)], usage(79, 100), now)).toBeNull();
    expect(setupWarningOf([], usage(10, null), now)).toBeNull();
  });

  it('warns of the last token only', () => {
    expect(setupWarningOf([token(6.5)], [], now)).toEqual({ kind: 'token-ending', days: 7 });
    expect(setupWarningOf([token(0.5), token(20)], [], now)).toBeNull();
  });

  it('is not deceived by revoked tokens, nor worried by tokens made for a day', () => {
    expect(setupWarningOf([token(20, -1, 'revoked'), token(1)], [], now)).toEqual({
      kind: 'token-ending',
      days: 1,
    });
    expect(setupWarningOf([token(0.5, -0.5)], [], now)).toBeNull();
  });

  it('says when no token lives any more', () => {
    expect(setupWarningOf([token(-1, -31, 'expired')], [], now)).toEqual({ kind: 'tokens-ended' });
  });

  it('puts what stops visitors now before what will', () => {
    expect(setupWarningOf([token(3)], usage(100, 100), now)).toMatchObject({ kind: 'usage-full', used: 100 });
    expect(setupWarningOf([token(20)], usage(80, 100), now)).toMatchObject({ kind: 'usage-near' });
  });
});
