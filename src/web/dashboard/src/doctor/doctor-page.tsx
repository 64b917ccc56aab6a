import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Stethoscope } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import '../settings/settings.css';
import { useList } from '../settings/use-list';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Card, Page } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { isAbsent, QueryGate } from '../ui/query-gate';
import { RelativeTime } from '../ui/relative-time';
import { EmptyState } from '../ui/states';
import { useMay } from '../session/use-session';
import { DoctorChecks, type DoctorReport } from './doctor-checks';
import { DoctorLink } from './doctor-link';

interface DoctorRun extends DoctorReport {
  id: string;
  at: string;
  /** What was looked at, or the page that reported. */
  page: string | null;
  /** Who ran it, or the browser. */
  by: string | null;
}

/** Runs the chain from the site to the answer, and names the first broken link and its fix. */
export function DoctorPage() {
  const { t } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const may = useMay('admin');
  const [siteUrl, setSiteUrl] = useState('');
  const run = useMutation({
    mutationFn: async () => {
      const body = siteUrl.trim() ? { siteUrl: siteUrl.trim() } : {};
      // The checks fetch the site and ask the provider: longer than other requests.
      return (await api.send<DoctorReport>('doctor', { method: 'POST', body, timeout: 60_000 })).data;
    },
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'doctor/runs') }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <Page title={t('nav.doctor')} lead={t('doctor.lead')}>
      <Card title={t('doctor.run.title')} text={t('doctor.run.text')}>
        <form className="inline-form" onSubmit={submit}>
          <TextField
            label={t('doctor.site')}
            hint={t('doctor.site.hint')}
            type="url"
            value={siteUrl}
            placeholder="https://shop.example/"
            onChange={(event) => setSiteUrl(event.target.value)}
          />
          <Button
            type="submit"
            variant="primary"
            icon={<Stethoscope aria-hidden="true" />}
            busy={run.isPending}
            disabled={!may}
          >
            {t('doctor.run')}
          </Button>
        </form>
        <div className="live" aria-live="polite">
          {run.isError &&
            (isAbsent(run.error) ? (
              <EmptyState
                icon={<Stethoscope aria-hidden="true" />}
                title={t('absent.title')}
                text={t('absent.text')}
              />
            ) : (
              <ProblemNote error={run.error} />
            ))}
          {run.data && <DoctorChecks report={run.data} />}
        </div>
      </Card>
      {may && <DoctorLink siteUrl={siteUrl} />}
      <Earlier list="doctor/runs" title={t('doctor.runs')} none={t('doctor.runs.none')} />
      <Earlier list="doctor/reports" title={t('doctor.reports')} none={t('doctor.reports.none')} />
    </Page>
  );
}

/** Earlier runs, or what browsers reported, each with its checks. */
function Earlier({
  list,
  title,
  none,
}: {
  list: 'doctor/runs' | 'doctor/reports';
  title: string;
  none: string;
}) {
  const { t } = useText();
  const query = useList<DoctorRun>(list, { staleTime: 10_000 });
  if (isAbsent(query.error)) return null;
  return (
    <Card title={title}>
      <QueryGate query={query} skeleton={{ kind: 'list', rows: 2 }}>
        {(runs) =>
          runs.length === 0 ? (
            <p className="muted">{none}</p>
          ) : (
            <ul className="lines">
              {runs.map((run) => (
                <li key={run.id} className="line doctor-check">
                  <span className={`tag ${run.firstFailure ? 'tag-danger' : 'tag-good'}`}>
                    {run.firstFailure ? t('doctor.status.fail') : t('doctor.status.pass')}
                  </span>
                  <span className="line-main">
                    <span className="line-title">{run.verdict}</span>
                    <span className="line-text line-wrap">
                      {[run.page, run.by].filter(Boolean).join(' · ')} <RelativeTime at={run.at} />
                    </span>
                    <details className="system-phrases">
                      <summary>{t('doctor.checks')}</summary>
                      <DoctorChecks report={run} />
                    </details>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
    </Card>
  );
}
