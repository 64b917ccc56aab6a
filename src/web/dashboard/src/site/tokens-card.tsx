import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Button } from '../ui/button';
import { useNow } from '../ui/clock';
import { ConfirmButton } from '../ui/confirm-button';
import { Dialog } from '../ui/dialog';
import { Select, TextField } from '../ui/field';
import { Card } from '../ui/page';
import { ProblemNote, ProblemState } from '../ui/problem-note';
import { RelativeTime } from '../ui/relative-time';
import { Skeleton } from '../ui/states';
import { useToasts } from '../ui/toast';
import { hostOf } from './refused-origins';
import { SnippetTabs } from './snippet-tabs';
import { useTokens } from './use-tokens';

export interface SeenSite {
  origin: string;
  firstAt: string;
  lastAt: string;
}

export interface SiteToken {
  id: string;
  label: string | null;
  status: 'active' | 'expired' | 'revoked';
  expiresAt: string;
  createdAt: string;
  /** Of the family; using it does not count as renewing it. */
  lastUsedAt: string;
  /** The sites that used it lately, the latest first. */
  domains?: SeenSite[];
}

export interface MintedToken {
  id: string;
  token: string;
  expiresAt: string;
  snippet: string;
}

const day = 86_400_000;

/** Tokens of the site's snippets: mint one (shown once), see their days left, revoke a family. */
export function TokensCard() {
  const { t } = useText();
  const may = useMay('admin');
  const [minting, setMinting] = useState(false);
  const query = useTokens();
  const tokens = query.data?.items.filter((token) => token.status !== 'revoked') ?? [];

  return (
    <Card
      title={t('tokens.title')}
      text={t('tokens.text')}
      actions={
        may && (
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => setMinting(true)}>
            {t('tokens.mint')}
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton kind="list" rows={2} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && tokens.length === 0 && <p className="muted">{t('tokens.none')}</p>}
      {tokens.length > 0 && (
        <ul className="lines">
          {tokens.map((token) => (
            <TokenLine key={token.id} token={token} />
          ))}
        </ul>
      )}
      {minting && <MintDialog onClose={() => setMinting(false)} />}
    </Card>
  );
}

function TokenLine({ token }: { token: SiteToken }) {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('admin');
  const now = useNow();
  const revoke = useMutation({
    mutationFn: () => api.delete(`widget/tokens/${token.id}`),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'widget/tokens') }),
    onError: toasts.failed,
  });
  const sites = (token.domains ?? []).slice(0, 3).map((site) => hostOf(site.origin));
  const left = Math.ceil((Date.parse(token.expiresAt) - now) / day);
  return (
    <li className="line">
      <KeyRound aria-hidden="true" className="line-icon" />
      <span className="line-main">
        <span className="line-title">{token.label ?? t('tokens.unnamed')}</span>
        <span className="line-text line-wrap">
          {token.lastUsedAt === token.createdAt || !token.lastUsedAt ? (
            t('tokens.neverUsed')
          ) : (
            <>
              {t('tokens.lastUsed')} <RelativeTime at={token.lastUsedAt} />
            </>
          )}
          {sites.length > 0 && ` · ${t('tokens.seenOn', { sites: sites.join(', ') })}`}
        </span>
      </span>
      <span className={`tag ${left <= 0 ? 'tag-danger' : left < 7 ? 'tag-warning' : ''}`}>
        {left <= 0 ? t('tokens.expired') : t('tokens.daysLeft', { count: left })}
      </span>
      {may && (
        <ConfirmButton
          label={`${t('tokens.revoke')}: ${token.label ?? t('tokens.unnamed')}`}
          title={t('tokens.revoke.title')}
          text={t('tokens.revoke.text')}
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate()}
        >
          {t('tokens.revoke')}
        </ConfirmButton>
      )}
    </li>
  );
}

function MintDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const mint = useMutation({
    mutationFn: (body: { label: string; expiresInDays: number }) =>
      api.post<MintedToken>('widget/tokens', body),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'widget/tokens') }),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    mint.mutate({ label: String(form.get('label')).trim(), expiresInDays: Number(form.get('days')) });
  };

  if (mint.data) {
    return (
      <Dialog
        title={t('tokens.minted')}
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('done')}
          </Button>
        }
      >
        <p>{t('tokens.minted.text')}</p>
        <SnippetTabs token={mint.data.token} html={mint.data.snippet} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('tokens.mint')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('tokens.label')}
          hint={t('tokens.label.hint')}
          name="label"
          maxLength={80}
          autoFocus
        />
        <Select label={t('tokens.life')} name="days" defaultValue="30">
          {[7, 30, 90, 365].map((days) => (
            <option key={days} value={days}>
              {t('tokens.days', { count: days })}
            </option>
          ))}
        </Select>
        {mint.isError && <ProblemNote error={mint.error} />}
        <div className="form-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={mint.isPending}>
            {t('tokens.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
