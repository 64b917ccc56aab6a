import { Link } from '@tanstack/react-router';
import { ArrowRight, Check } from 'lucide-react';
import { useText } from '../messages/text';
import { hostOf } from '../site/refused-origins';
import { Page } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { RelativeTime } from '../ui/relative-time';
import { Skeleton } from '../ui/states';
import '../settings/settings.css';
import { useStartSteps } from './use-start-steps';

/** What a fresh tenant does first; each step knows by itself whether it is done. */
export function StartPage() {
  const { t } = useText();
  const { steps, seen, invited, pending, error, retry } = useStartSteps();
  const done = steps.filter((step) => step.done).length;

  if (pending) {
    return (
      <Page title={t('nav.start')} lead={t('start.lead')}>
        <Skeleton kind="list" rows={steps.length} />
      </Page>
    );
  }
  return (
    <Page title={t('nav.start')} lead={t('start.lead')}>
      {error && <ProblemNote error={error} onRetry={retry} />}
      {!error && (
        <p className="start-progress">
          <progress
            value={done}
            max={steps.length}
            aria-label={t('start.progress', { done, all: steps.length })}
          />
          {t('start.progress', { done, all: steps.length })}
        </p>
      )}
      <ol className="start-steps">
        {steps.map((step) => (
          <li key={step.name} className={`start-step ${step.done ? 'start-done' : ''}`}>
            <span className="start-icon" aria-hidden="true">
              {step.done ? <Check /> : step.icon}
            </span>
            <div className="start-text">
              <h2>
                {t(`start.${step.name}.title`)}
                {step.done && <span className="visually-hidden"> ({t('start.done')})</span>}
              </h2>
              <p>
                {step.name === 'invite' && invited?.state === 'joined'
                  ? t('start.invite.joined', { count: invited.count })
                  : t(`start.${step.name}.text`)}
              </p>
              {step.name === 'invite' && invited?.state === 'waiting' && (
                <p className="start-seen" role="status">
                  {t('start.invite.waiting', { email: invited.email, count: invited.count })}
                </p>
              )}
              {step.name === 'snippet' && seen && (
                <p className="start-seen" role="status">
                  {t('start.seen', { site: hostOf(seen.origin) })} <RelativeTime at={seen.firstAt} />
                </p>
              )}
            </div>
            <Link to={step.to} className="button button-secondary button-small">
              <span className="button-text">
                {t('start.go')}
                <span className="visually-hidden">: {t(`start.${step.name}.title`)}</span>
              </span>
              <ArrowRight aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ol>
    </Page>
  );
}
