import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { useSettings } from '../settings/use-settings';
import { Button } from '../ui/button';
import { Select, TextField } from '../ui/field';
import { Card, Page } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { QueryGate } from '../ui/query-gate';
import { EmptyState } from '../ui/states';
import { fullTime } from '../ui/time-text';
import { useToasts } from '../ui/toast';
import { Lock } from 'lucide-react';
import { useFieldErrors } from '../ui/problem-text';
import { pricesOf, type PriceRow, type Prices } from './prices';
import { PricesFields } from './prices-fields';
import './prices.css';

const kinds = ['builtin', 'openai', 'azure_openai', 'anthropic', 'openai_compatible'] as const;

interface Provider {
  kind: string;
  baseUrl: string | null;
  model: string | null;
  keyLast4: string | null;
  keySetAt: string | null;
  prices: Prices | null;
}

/** What is sent: without `apiKey` the stored key stays, an empty one removes it. */
interface ProviderInput {
  kind: string;
  baseUrl: string | null;
  model: string | null;
  apiKey?: string;
  /** Left out they stay; without models they go. */
  prices?: Prices;
}

interface TestAnswer {
  ok: boolean;
  code: string | null;
  detail: string;
  model?: string | null;
  milliseconds?: number;
  /** The provider's own word for it. */
  providerCode?: string | null;
}

/** Where answers come from: the built-in assistant, or the tenant's own key at a provider. */
export function ProviderPage() {
  const { t } = useText();
  const may = useMay('admin');
  return (
    <Page title={t('nav.provider')} lead={t('provider.lead')}>
      {may ? (
        <Settings />
      ) : (
        <EmptyState icon={<Lock aria-hidden="true" />} title={t('admins.title')} text={t('admins.text')} />
      )}
    </Page>
  );
}

function Settings() {
  const { query, save } = useSettings<Provider | ProviderInput>('provider');
  return (
    <QueryGate query={query} skeleton={{ kind: 'form', rows: 4 }}>
      {(answer) => <ProviderForm key={answer.etag ?? ''} provider={answer.data as Provider} save={save} />}
    </QueryGate>
  );
}

interface ProviderFormProps {
  provider: Provider;
  save: ReturnType<typeof useSettings<Provider | ProviderInput>>['save'];
}

function ProviderForm({ provider, save }: ProviderFormProps) {
  const { t, say, format } = useText();
  const api = useApi();
  const toasts = useToasts();
  const [form, setForm] = useState({
    kind: provider.kind,
    baseUrl: provider.baseUrl ?? '',
    model: provider.model ?? '',
  });
  const [apiKey, setApiKey] = useState('');
  const [currency, setCurrency] = useState(provider.prices?.currency ?? 'EUR');
  const [rows, setRows] = useState<PriceRow[]>(
    () => provider.prices?.models.map((price, key) => ({ ...price, key })) ?? [],
  );
  const builtin = form.kind === 'builtin';
  const input = (): ProviderInput => ({
    kind: form.kind,
    baseUrl: builtin ? null : form.baseUrl.trim() || null,
    model: builtin ? null : form.model.trim() || null,
    ...(apiKey && !builtin ? { apiKey } : {}),
  });
  const withPrices = (): ProviderInput => ({
    ...input(),
    ...(builtin ? {} : { prices: pricesOf(currency, rows) }),
  });
  const test = useMutation({ mutationFn: () => api.post<TestAnswer>('provider/test', input()) });
  const errors = useFieldErrors(save.error ?? test.error);
  // What was tested is what stood there: another address is not yet known to answer.
  const change = (part: Partial<typeof form>) => {
    setForm({ ...form, ...part });
    test.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(withPrices(), { onSuccess: () => toasts.done(t('saved')) });
  };

  return (
    <Card title={t('provider.title')} text={t(builtin ? 'provider.builtin.text' : 'provider.own.text')}>
      <form className="form" onSubmit={submit}>
        <Select
          label={t('provider.kind')}
          value={form.kind}
          error={errors['kind']}
          onChange={(event) => change({ kind: event.target.value })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`provider.kind.${kind}`)}
            </option>
          ))}
        </Select>
        {!builtin && (
          <>
            <TextField
              label={form.kind === 'azure_openai' ? t('provider.deployment') : t('provider.model')}
              value={form.model}
              error={errors['model']}
              maxLength={120}
              spellCheck={false}
              onChange={(event) => change({ model: event.target.value })}
            />
            <TextField
              label={t('provider.baseUrl')}
              hint={t('provider.baseUrl.hint')}
              type="url"
              value={form.baseUrl}
              error={errors['baseUrl']}
              placeholder="https://llm.example.com/v1"
              onChange={(event) => change({ baseUrl: event.target.value })}
            />
            <TextField
              label={t('provider.key')}
              hint={
                provider.keySetAt
                  ? t('provider.key.set', {
                      last4: provider.keyLast4 ?? '••••',
                      at: fullTime(format, provider.keySetAt),
                    })
                  : t('provider.key.none')
              }
              type="password"
              autoComplete="off"
              value={apiKey}
              error={errors['apiKey']}
              maxLength={500}
              onChange={(event) => {
                setApiKey(event.target.value);
                test.reset();
              }}
            />
            <PricesFields
              currency={currency}
              rows={rows}
              likelyModel={form.model.trim()}
              errors={errors}
              onCurrency={setCurrency}
              onRows={setRows}
            />
          </>
        )}
        {save.isError && <ProblemNote error={save.error} />}
        <div className="live" aria-live="polite">
          {test.isError && <ProblemNote error={test.error} />}
          {test.data && (
            <p className={`verdict ${test.data.ok ? 'verdict-allow' : ''}`}>
              <strong>{test.data.ok ? t('provider.test.ok') : t('provider.test.failed')}</strong>
              <span>
                {say(test.data.detail) ?? test.data.detail}
                {test.data.providerCode && ` [${test.data.providerCode}]`}
                {test.data.milliseconds ? ` (${Math.round(test.data.milliseconds)} ms)` : ''}
              </span>
            </p>
          )}
        </div>
        <div className="form-actions">
          <Button busy={test.isPending} onClick={() => test.mutate()}>
            {t('provider.test')}
          </Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
