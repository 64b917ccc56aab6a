import { KeyRound, Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { useChange, useList } from '../settings/use-list';
import { Button } from '../ui/button';
import { ConfirmButton } from '../ui/confirm-button';
import { Dialog } from '../ui/dialog';
import { Select, TextArea, TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { Card } from '../ui/page';
import { QueryGate } from '../ui/query-gate';
import { RelativeTime } from '../ui/relative-time';
import { SecretNote } from '../ui/secret-note';
import { useFieldErrors } from '../ui/problem-text';

interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  role: string;
  scopes: string[];
  status: 'active' | 'expired' | 'revoked';
  expiresAt: string | null;
  lastUsedAt: string | null;
}

/** Keys for the tenant's own servers: shown once, revoked within seconds. */
export function ApiKeysCard() {
  const { t } = useText();
  const query = useList<ApiKey>('api-keys');
  const change = useChange('api-keys');
  const [making, setMaking] = useState(false);
  return (
    <Card
      title={t('apiKeys.title')}
      text={t('apiKeys.text')}
      actions={
        query.data && (
          <Button icon={<Plus aria-hidden="true" />} onClick={() => setMaking(true)}>
            {t('apiKeys.new')}
          </Button>
        )
      }
    >
      <QueryGate query={query} skeleton={{ kind: 'list', rows: 2 }}>
        {(all) => {
          const keys = all.filter((key) => key.status !== 'revoked');
          if (keys.length === 0) return <p className="muted">{t('apiKeys.none')}</p>;
          return (
            <ul className="lines">
              {keys.map((key) => (
                <li key={key.id} className="line">
                  <KeyRound aria-hidden="true" className="line-icon" />
                  <span className="line-main">
                    <span className="line-title">{key.name}</span>
                    <span className="line-text line-wrap">
                      <code>{key.prefix}…</code> · {key.scopes.join(', ')} ·{' '}
                      {key.lastUsedAt ? (
                        <>
                          {t('tokens.lastUsed')} <RelativeTime at={key.lastUsedAt} />
                        </>
                      ) : (
                        t('tokens.neverUsed')
                      )}
                    </span>
                  </span>
                  {key.status === 'expired' && <span className="tag tag-danger">{t('tokens.expired')}</span>}
                  <ConfirmButton
                    label={`${t('tokens.revoke')}: ${key.name}`}
                    title={t('apiKeys.revoke.title')}
                    text={t('apiKeys.revoke.text')}
                    onConfirm={() => change.mutate({ method: 'DELETE', path: `api-keys/${key.id}` })}
                  >
                    {t('tokens.revoke')}
                  </ConfirmButton>
                </li>
              ))}
            </ul>
          );
        }}
      </QueryGate>
      {making && <MakeDialog onClose={() => setMaking(false)} />}
    </Card>
  );
}

const lives = [30, 90, 365] as const;

function MakeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState('conversations:read');
  const [days, setDays] = useState('365');
  const make = useChange<{ key: string }>('api-keys', true);
  const errors = useFieldErrors(make.error);

  if (make.data) {
    const done = (event: FormEvent) => {
      event.preventDefault();
      onClose();
    };
    return (
      <Dialog title={t('apiKeys.made')} onClose={onClose}>
        <form className="form" onSubmit={done}>
          <SecretNote label={t('apiKeys.made')} secret={make.data.key} />
          <div className="form-actions">
            <Button type="submit" variant="primary">
              {t('done')}
            </Button>
          </div>
        </form>
      </Dialog>
    );
  }
  const body = {
    name: name.trim(),
    scopes: scopes.split(/[\s,]+/u).filter(Boolean),
    ...(days ? { expiresInDays: Number(days) } : {}),
  };
  return (
    <FormDialog
      title={t('apiKeys.new')}
      onClose={onClose}
      save={{ ...make, mutate: () => make.mutate({ path: 'api-keys', body }) }}
      saveText={t('tokens.create')}
    >
      <TextField
        label={t('apiKeys.name')}
        hint={t('apiKeys.name.hint')}
        value={name}
        error={errors['name']}
        maxLength={80}
        required
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        label={t('apiKeys.scopes')}
        hint={t('apiKeys.scopes.hint')}
        rows={3}
        value={scopes}
        error={errors['scopes'] ?? errors['role']}
        spellCheck={false}
        onChange={(event) => setScopes(event.target.value)}
      />
      <Select label={t('tokens.life')} value={days} onChange={(event) => setDays(event.target.value)}>
        {lives.map((life) => (
          <option key={life} value={life}>
            {t('tokens.days', { count: life })}
          </option>
        ))}
        <option value="">{t('apiKeys.forever')}</option>
      </Select>
    </FormDialog>
  );
}
