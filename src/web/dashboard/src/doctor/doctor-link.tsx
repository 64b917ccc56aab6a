import { useMutation } from '@tanstack/react-query';
import { ExternalLink, Link2 } from 'lucide-react';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { safeLink } from '../ui/safe-link';
import { clockTime } from '../ui/time-text';

/** The browser's half: a link to the site itself, where the widget checks what a server cannot see. */
export function DoctorLink({ siteUrl }: { siteUrl: string }) {
  const { t, format } = useText();
  const api = useApi();
  const make = useMutation({
    mutationFn: () =>
      api.post<{ url: string; expiresAt: string }>('doctor/link', { siteUrl: siteUrl.trim() }),
  });
  const href = safeLink(make.data?.url);
  return (
    <Card title={t('doctor.link.title')} text={t('doctor.link.text')}>
      {make.isError && <ProblemNote error={make.error} />}
      {make.data && (
        <div className="secret" role="status">
          <p>{t('doctor.link.until', { at: clockTime(format, make.data.expiresAt) })}</p>
          <p className="secret-row">
            <code tabIndex={0}>{make.data.url}</code>
            <CopyButton text={make.data.url} label={t('team.link.copy')} showLabel variant="secondary" />
            {href && (
              <a
                className="button button-secondary button-small"
                href={href}
                target="_blank"
                rel="noopener noreferrer"
              >
                <ExternalLink aria-hidden="true" />
                <span className="button-text">{t('doctor.link.open')}</span>
              </a>
            )}
          </p>
        </div>
      )}
      <div className="form-actions">
        <Button
          icon={<Link2 aria-hidden="true" />}
          busy={make.isPending}
          disabled={siteUrl.trim() === ''}
          onClick={() => make.mutate()}
        >
          {t('doctor.link.make')}
        </Button>
      </div>
    </Card>
  );
}
