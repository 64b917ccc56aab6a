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

interface DoctorRun extends Partial<DoctorReport> {
  id?: string;
  at?: string;
  createdAt?: string;
  siteUrl?: string | null;
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
      <Runs />
    </Page>
  );
}

function Runs() {
  const { t } = useText();
  const query = useList<DoctorRun>('doctor/runs', { staleTime: 10_000 });
  if (isAbsent(query.error)) return null;
  return (
    <Card title={t('doctor.runs')}>
      <QueryGate query={query} skeleton={{ kind: 'list', rows: 2 }}>
        {(runs) =>
          runs.length === 0 ? (
            <p className="muted">{t('doctor.runs.none')}</p>
          ) : (
            <ul className="lines">
              {runs.map((each, index) => {
                const at = each.at ?? each.createdAt;
                return (
                  <li key={each.id ?? index} className="line">
                    <span className={`tag ${each.firstFailure ? 'tag-danger' : 'tag-good'}`}>
                      {each.firstFailure ? t('doctor.status.fail') : t('doctor.status.pass')}
                    </span>
                    <span className="line-main">
                      <span className="line-title">{each.verdict}</span>
                      <span className="line-text">
                        {each.siteUrl} {at && <RelativeTime at={at} />}
                      </span>
                    </span>
                  </li>
                );
              })}
            </ul>
          )
        }
      </QueryGate>
    </Card>
  );
}
