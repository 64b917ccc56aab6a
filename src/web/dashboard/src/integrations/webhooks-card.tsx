import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../messages/text';
import { useChange, useList } from '../settings/use-list';
import { Button } from '../ui/button';
import { ConfirmButton } from '../ui/confirm-button';
import { Card } from '../ui/page';
import { QueryGate } from '../ui/query-gate';
import { RelativeTime } from '../ui/relative-time';
import { DeliveriesDialog } from './deliveries-dialog';
import { WebhookDialog } from './webhook-dialog';

export interface Webhook {
  id: string;
  url: string;
  /** Names of events, or `*`. */
  events: string[];
  description: string | null;
  status: 'active' | 'failing' | 'disabled';
  lastDeliveredAt: string | null;
  failingSince: string | null;
  disabledReason: string | null;
}

const tones = { active: 'tag-good', failing: 'tag-warning', disabled: 'tag-danger' } as const;

/** Where events go, how they fare there, and what was delivered. */
export function WebhooksCard() {
  const { t, find } = useText();
  const query = useList<Webhook>('webhooks', { staleTime: 10_000 });
  const change = useChange('webhooks');
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<Webhook | null>(null);
  return (
    <Card
      title={t('webhooks.title')}
      text={t('webhooks.text')}
      actions={
        query.data && (
          <Button icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t('webhooks.new')}
          </Button>
        )
      }
    >
      <QueryGate query={query} skeleton={{ kind: 'list', rows: 2 }}>
        {(webhooks) =>
          webhooks.length === 0 ? (
            <p className="muted">{t('webhooks.none')}</p>
          ) : (
            <ul className="lines">
              {webhooks.map((webhook) => (
                <li key={webhook.id} className="line">
                  <WebhookIcon aria-hidden="true" className="line-icon" />
                  <span className="line-main">
                    <span className="line-title">{webhook.description || webhook.url}</span>
                    <span className="line-text line-wrap">
                      {webhook.description && `${webhook.url} · `}
                      {webhook.events.includes('*') ? t('webhooks.all') : webhook.events.join(', ')}
                      {webhook.lastDeliveredAt && (
                        <>
                          {' · '}
                          {t('webhooks.last')} <RelativeTime at={webhook.lastDeliveredAt} />
                        </>
                      )}
                      {webhook.disabledReason &&
                        ` · ${find(`webhooks.reason.${webhook.disabledReason}`) ?? webhook.disabledReason}`}
                    </span>
                  </span>
                  {webhook.status && (
                    <span className={`tag ${tones[webhook.status] ?? ''}`}>
                      {find(`webhooks.status.${webhook.status}`) ?? webhook.status}
                    </span>
                  )}
                  <Button
                    size="small"
                    aria-label={`${t('webhooks.deliveries')}: ${webhook.url}`}
                    onClick={() => setShown(webhook)}
                  >
                    {t('webhooks.deliveries')}
                  </Button>
                  <ConfirmButton
                    label={`${t('delete')}: ${webhook.url}`}
                    title={t('webhooks.delete.title')}
                    text={t('webhooks.delete.text')}
                    onConfirm={() => change.mutate({ method: 'DELETE', path: `webhooks/${webhook.id}` })}
                  >
                    {t('delete')}
                  </ConfirmButton>
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
      {adding && <WebhookDialog onClose={() => setAdding(false)} />}
      {shown && <DeliveriesDialog webhook={shown} onClose={() => setShown(null)} />}
    </Card>
  );
}
