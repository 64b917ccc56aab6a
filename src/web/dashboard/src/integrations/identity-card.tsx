import { BadgeCheck, Plus } from 'lucide-react';
import { useText } from '../messages/text';
import { useChange, useList } from '../settings/use-list';
import { Button } from '../ui/button';
import { ConfirmButton } from '../ui/confirm-button';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { QueryGate } from '../ui/query-gate';
import { fullTime } from '../ui/time-text';
import { SecretNote } from '../ui/secret-note';

interface IdentitySecret {
  id: string;
  createdAt: string;
  label: string | null;
  last4: string;
}

const list = 'widget/identity-secrets';
/** Two may live at once, so that one can be exchanged for the other. */
const mostLive = 2;

/** Secrets by which the tenant's own server vouches for who a visitor is. */
export function IdentityCard() {
  const { t, format } = useText();
  const query = useList<IdentitySecret>(list);
  const make = useChange<{ id: string; secret: string }>(list, true);
  const change = useChange(list);
  const secrets = query.data ?? [];
  return (
    <Card
      title={t('identity.title')}
      text={t('identity.text')}
      actions={
        query.data && (
          <Button
            icon={<Plus aria-hidden="true" />}
            busy={make.isPending}
            disabled={secrets.length >= mostLive}
            onClick={() => make.mutate({ path: list, body: {} })}
          >
            {t('identity.new')}
          </Button>
        )
      }
    >
      {make.isError && <ProblemNote error={make.error} />}
      {make.data && <SecretNote label={t('identity.made')} secret={make.data.secret} />}
      <QueryGate query={query} skeleton={{ kind: 'list', rows: 1 }}>
        {(all) =>
          all.length === 0 ? (
            <p className="muted">{t('identity.none')}</p>
          ) : (
            <ul className="lines">
              {all.map((secret) => (
                <li key={secret.id} className="line">
                  <BadgeCheck aria-hidden="true" className="line-icon" />
                  <span className="line-main">
                    <span className="line-title">
                      {secret.label} <code>…{secret.last4}</code>
                    </span>
                    <span className="line-text">
                      {t('identity.madeAt', { at: fullTime(format, secret.createdAt) })}
                    </span>
                  </span>
                  <ConfirmButton
                    label={`${t('tokens.revoke')}: …${secret.last4}`}
                    title={t('identity.revoke.title')}
                    text={t('identity.revoke.text')}
                    onConfirm={() => change.mutate({ method: 'DELETE', path: `${list}/${secret.id}` })}
                  >
                    {t('tokens.revoke')}
                  </ConfirmButton>
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
    </Card>
  );
}
