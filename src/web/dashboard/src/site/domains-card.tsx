import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Globe, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { useSettings } from '../settings/use-settings';
import { Button, IconButton } from '../ui/button';
import { TextField } from '../ui/field';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { useToasts } from '../ui/toast';
import { RefusedOrigins } from './refused-origins';
import type { WidgetSettings } from './widget-settings';
import { useFieldErrors } from '../ui/problem-text';

export interface SettingsCardProps {
  settings: WidgetSettings;
}

/** What adding a domain answers; `alsoOffered` is the same with or without `www.`. */
interface AddedDomain {
  allowedDomains: string[];
  added: string;
  alsoOffered: string | null;
}

/** The allowlist, and what an empty one means, said where it is set. */
export function DomainsCard({ settings }: SettingsCardProps) {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const { save } = useSettings<WidgetSettings>('widget');
  const may = useMay('admin');
  const [typed, setTyped] = useState('');
  const domains = settings.allowedDomains;

  const add = useMutation({
    mutationFn: (domain: string) => api.post<AddedDomain>('widget/allowed-domains', { domain }),
    onSuccess: () => {
      setTyped('');
      return cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'widget') });
    },
  });
  const offered = add.data?.alsoOffered;
  const objection = useFieldErrors(add.error)['domain'];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) add.mutate(typed.trim());
  };
  return (
    <Card title={t('domains.title')} text={domains.length === 0 ? t('domains.open') : t('domains.listed')}>
      {domains.length > 0 && (
        <ul className="lines">
          {domains.map((domain) => (
            <li key={domain} className="line">
              <Globe aria-hidden="true" className="line-icon" />
              <code className="line-main">{domain}</code>
              {may && (
                <IconButton
                  label={t('domains.remove', { domain })}
                  icon={<X aria-hidden="true" />}
                  onClick={() =>
                    save.mutate(
                      { ...settings, allowedDomains: domains.filter((each) => each !== domain) },
                      { onError: toasts.failed },
                    )
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {add.isError && !objection && <ProblemNote error={add.error} />}
      {offered && !domains.includes(offered) && (
        <p className="offer" role="status">
          {t('domains.offer', { domain: offered })}
          <Button size="small" onClick={() => add.mutate(offered)}>
            {t('domains.offer.add', { domain: offered })}
          </Button>
        </p>
      )}
      <RefusedOrigins domains={domains} />
      {may && (
        <form className="inline-form" onSubmit={submit}>
          <TextField
            label={t('domains.add')}
            hint={t('domains.hint')}
            error={objection}
            value={typed}
            placeholder="shop.example"
            spellCheck={false}
            autoCapitalize="off"
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" busy={add.isPending} disabled={typed.trim() === ''}>
            {t('add')}
          </Button>
        </form>
      )}
    </Card>
  );
}
