import { Link } from '@tanstack/react-router';
import { ArrowRight, BookOpen, Check, Code, Globe, MessageCircle, UserPlus } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import { useConversations } from '../inbox/use-conversations';
import { useText } from '../messages/text';
import { useList } from '../settings/use-list';
import { useSettings } from '../settings/use-settings';
import { hostOf } from '../site/refused-origins';
import { useTokens } from '../site/use-tokens';
import type { WidgetSettings } from '../site/widget-settings';
import type { Member } from '../team/team';
import { Page } from '../ui/page';
import { RelativeTime } from '../ui/relative-time';
import '../settings/settings.css';
import { plainInbox } from '../inbox/conversation-filter';

/** What a fresh tenant does first; each step knows by itself whether it is done. */
export function StartPage() {
  const { t } = useText();
  const api = useApi();
  const widget = useSettings<WidgetSettings>('widget').query;
  const tokens = useTokens({
    // The page is open while the snippet is pasted elsewhere.
    refetchInterval: 15_000,
  });
  const knowledge = useQuery({
    queryKey: keys.section(api.tenantId, 'knowledge', 'first'),
    queryFn: ({ signal }) => api.get<PageOf<{ id: string }>>('knowledge', { limit: 1 }, signal),
  });
  const users = useList<Member>('users');
  const { conversations } = useConversations(plainInbox);
  const seen = tokens.data?.items
    .flatMap((token) => token.domains ?? [])
    .sort((a, b) => a.firstAt.localeCompare(b.firstAt))[0];

  const steps: Step[] = [
    {
      name: 'domain',
      done: (widget.data?.data.allowedDomains.length ?? 0) > 0,
      to: '/site',
      icon: <Globe />,
    },
    { name: 'snippet', done: (tokens.data?.items.length ?? 0) > 0, to: '/site', icon: <Code /> },
    {
      name: 'knowledge',
      done: (knowledge.data?.items.length ?? 0) > 0,
      to: '/knowledge',
      icon: <BookOpen />,
    },
    { name: 'ask', done: conversations.length > 0, to: '/inbox', icon: <MessageCircle /> },
    { name: 'invite', done: (users.data?.length ?? 0) > 1, to: '/team', icon: <UserPlus /> },
  ];
  const done = steps.filter((step) => step.done).length;

  return (
    <Page title={t('nav.start')} lead={t('start.lead')}>
      <p className="start-progress">
        <progress
          value={done}
          max={steps.length}
          aria-label={t('start.progress', { done, all: steps.length })}
        />
        {t('start.progress', { done, all: steps.length })}
      </p>
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
              <p>{t(`start.${step.name}.text`)}</p>
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

interface Step {
  name: 'domain' | 'snippet' | 'knowledge' | 'ask' | 'invite';
  done: boolean;
  to: '/site' | '/knowledge' | '/inbox' | '/team';
  icon: ReactNode;
}
