import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../api/keys';
import { applyEvent } from './apply-event';

describe('reread', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reads at once, then once a second while changes go on, and the last one too', () => {
    const cache = new QueryClient();
    const read = vi.spyOn(cache, 'invalidateQueries');
    const change = () =>
      applyEvent(
        cache,
        { tenantId: 'demo-shop', userId: 'u1' },
        { id: 'e1-1', at: null, type: 'settings:changed', data: {} },
      );
    change();
    expect(read.mock.calls).toEqual([[{ queryKey: keys.section('demo-shop') }]]);
    for (let i = 0; i < 25; i++) {
      vi.advanceTimersByTime(100);
      change();
    }
    expect(read).toHaveBeenCalledTimes(3);
    vi.advanceTimersByTime(1000);
    expect(read).toHaveBeenCalledTimes(4);
    vi.advanceTimersByTime(10_000);
    expect(read).toHaveBeenCalledTimes(4);
    change();
    expect(read).toHaveBeenCalledTimes(5);
  });

  it('keeps tenants and kinds apart', () => {
    const cache = new QueryClient();
    const read = vi.spyOn(cache, 'invalidateQueries');
    const meta = { id: 'e1-1', at: null, data: {} };
    applyEvent(cache, { tenantId: 'a', userId: 'u1' }, { ...meta, type: 'settings:changed' });
    applyEvent(cache, { tenantId: 'b', userId: 'u1' }, { ...meta, type: 'settings:changed' });
    applyEvent(cache, { tenantId: 'a', userId: 'u1' }, { ...meta, type: 'review:new' });
    expect(read).toHaveBeenCalledTimes(3);
  });
});
