import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw, Send } from 'lucide-react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useList } from '../settings/use-list';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { QueryGate } from '../ui/query-gate';
import { RelativeTime } from '../ui/relative-time';
import { fullTime } from '../ui/time-text';
import { useToasts } from '../ui/toast';
import type { Webhook } from './webhooks-card';

interface Delivery {
  id: string;
  event: string;
  status: string;
  attempts: number;
  createdAt: string;
  nextAttemptAt: string | null;
  responseStatus: number | null;
  error: string | null;
  durationMs: number | null;
  body: unknown;
}

const tones: Record<string, string> = { delivered: 'tag-good', pending: 'tag-warning', failed: 'tag-danger' };

/** What was sent to a webhook, what it answered, a test, and once more. */
export function DeliveriesDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t, find, format } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const path = `webhooks/${webhook.id}/deliveries`;
  const query = useList<Delivery>(path, {
    staleTime: 0,
    // What waits is tried without us: its outcome is to be seen without a click.
    refetchInterval: (deliveries) => deliveries.some((each) => each.status === 'pending') && 2_000,
  });
  const refresh = () => {
    void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, path) });
    void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'webhooks') });
  };
  const test = useMutation({
    mutationFn: () => api.post<Delivery>(`webhooks/${webhook.id}/test`),
    onSettled: refresh,
    onError: toasts.failed,
  });
  const redeliver = useMutation({
    mutationFn: (id: string) => api.post(`${path}/${id}/redeliver`),
    onSuccess: () => toasts.done(t('webhooks.redelivered')),
    onSettled: refresh,
    onError: toasts.failed,
  });
  const said = (delivery: Delivery) =>
    [
      delivery.responseStatus && `HTTP ${delivery.responseStatus}`,
      delivery.error && (find(`webhooks.error.${delivery.error}`) ?? delivery.error),
      delivery.durationMs !== null && `${delivery.durationMs} ms`,
      t('webhooks.attempts', { count: delivery.attempts }),
      delivery.nextAttemptAt &&
        delivery.error &&
        t('webhooks.nextAttempt', { at: fullTime(format, delivery.nextAttemptAt) }),
    ]
      .filter(Boolean)
      .join(' · ');

  return (
    <Dialog kind="drawer" title={t('webhooks.deliveries')} onClose={onClose}>
      <p className="muted">
        <code>{webhook.url}</code>
      </p>
      <div className="form-actions">
        <Button icon={<Send aria-hidden="true" />} busy={test.isPending} onClick={() => test.mutate()}>
          {t('webhooks.test')}
        </Button>
      </div>
      <div className="live" aria-live="polite">
        {test.data && (
          <p className={`verdict ${test.data.status === 'delivered' ? 'verdict-allow' : ''}`}>
            <strong>{find(`webhooks.delivery.${test.data.status}`) ?? test.data.status}</strong>
            <span>{said(test.data)}</span>
          </p>
        )}
      </div>
      <QueryGate query={query}>
        {(deliveries) =>
          deliveries.length === 0 ? (
            <p className="muted">{t('webhooks.noDeliveries')}</p>
          ) : (
            <ul className="lines">
              {deliveries.map((delivery) => (
                <li key={delivery.id} className="line">
                  <span className="line-main">
                    <span className="line-title">
                      {delivery.event} <RelativeTime at={delivery.createdAt} className="muted" />
                    </span>
                    <span className="line-text line-wrap">{said(delivery)}</span>
                    {delivery.body !== null && delivery.body !== undefined && (
                      <details className="system-phrases">
                        <summary>{t('webhooks.body')}</summary>
                        <pre className="body-text" tabIndex={0}>
                          {JSON.stringify(delivery.body, null, 2)}
                        </pre>
                      </details>
                    )}
                  </span>
                  <span className={`tag ${tones[delivery.status] ?? ''}`}>
                    {find(`webhooks.delivery.${delivery.status}`) ?? delivery.status}
                  </span>
                  {delivery.status !== 'pending' && (
                    <Button
                      size="small"
                      variant="ghost"
                      icon={<RotateCw aria-hidden="true" />}
                      onClick={() => redeliver.mutate(delivery.id)}
                    >
                      {t('webhooks.redeliver')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
    </Dialog>
  );
}
