import type { UseMutationResult } from '@tanstack/react-query';
import { Globe, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { problemOf } from '../api/problem';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Button, IconButton } from '../ui/button';
import { TextField } from '../ui/field';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { normaliseDomain, type WidgetSettings } from './widget-settings';

export interface SettingsCardProps {
  settings: WidgetSettings;
  save: UseMutationResult<unknown, Error, WidgetSettings>;
}

/** The allowlist, and what an empty one means, said where it is set. */
export function DomainsCard({ settings, save }: SettingsCardProps) {
  const { t } = useText();
  const may = useMay('admin');
  const [typed, setTyped] = useState('');
  const domains = settings.allowedDomains;
  const change = (allowedDomains: string[], after?: () => void) =>
    save.mutate({ ...settings, allowedDomains }, after ? { onSuccess: after } : {});

  const add = (event: FormEvent) => {
    event.preventDefault();
    const domain = normaliseDomain(typed);
    if (domain === '' || domains.includes(domain)) return;
    change([...domains, domain], () => setTyped(''));
  };

  const objection = save.isError ? problemOf(save.error).errors['allowedDomains']?.[0] : undefined;
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
                  onClick={() => change(domains.filter((each) => each !== domain))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {save.isError && !objection && <ProblemNote error={save.error} />}
      {may && (
        <form className="inline-form" onSubmit={add}>
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
          <Button type="submit" busy={save.isPending} disabled={typed.trim() === ''}>
            {t('add')}
          </Button>
        </form>
      )}
    </Card>
  );
}
