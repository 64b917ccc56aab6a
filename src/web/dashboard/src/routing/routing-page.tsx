import { ArrowRight, Plus, Route } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import type { Assistant } from '../settings/assistant';
import '../settings/settings.css';
import { useList } from '../settings/use-list';
import { useSettings } from '../settings/use-settings';
import { Button } from '../ui/button';
import { Switch } from '../ui/field';
import { Card, Page } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { QueryGate } from '../ui/query-gate';
import { EmptyState } from '../ui/states';
import { useToasts } from '../ui/toast';
import { AssignmentCard } from './assignment-card';
import { RoutingTest } from './routing-test';
import { conditions, emptyRule, inOrder, type RoutingRule, type RoutingSettings } from './routing-rules';
import { RuleDialog } from './rule-dialog';

/** Who answers which message, and a dry run of it. */
export function RoutingPage() {
  const { t } = useText();
  const { query, save } = useSettings<RoutingSettings>('routing');
  return (
    <Page title={t('nav.routing')} lead={t('routing.lead')}>
      <RoutingTest />
      <QueryGate query={query} skeleton={{ kind: 'form', rows: 4 }}>
        {(answer) => <Rules settings={answer.data} save={save} />}
      </QueryGate>
    </Page>
  );
}

interface RulesProps {
  settings: RoutingSettings;
  save: ReturnType<typeof useSettings<RoutingSettings>>['save'];
}

function Rules({ settings, save }: RulesProps) {
  const { t } = useText();
  const toasts = useToasts();
  const may = useMay('admin');
  const assistants = useList<Assistant>('assistants').data ?? [];
  const [editing, setEditing] = useState<RoutingRule | 'new' | null>(null);
  const change = (next: Partial<RoutingSettings>) =>
    save.mutate({ ...settings, ...next }, { onSuccess: () => toasts.done(t('saved')) });
  const put = (old: RoutingRule | null, rule: RoutingRule | null) => {
    const rules = settings.rules.filter((each) => each !== old);
    save.mutate(
      { ...settings, rules: rule ? [...rules, rule] : rules },
      {
        onSuccess: () => {
          toasts.done(t('saved'));
          setEditing(null);
        },
      },
    );
  };
  const nameOf = (rule: RoutingRule) =>
    rule.target === 'people'
      ? t('routing.people')
      : (assistants.find((each) => each.id === rule.assistantId)?.name ?? t('routing.assistant.gone'));

  return (
    <>
      <Card title={t('routing.peopleOnly.title')}>
        <Switch
          label={t('routing.peopleOnly')}
          hint={t('routing.peopleOnly.hint')}
          checked={settings.peopleOnly}
          disabled={!may || save.isPending}
          onChange={(peopleOnly) => change({ peopleOnly })}
        />
      </Card>
      {settings.assignment && <AssignmentCard settings={settings} may={may} save={save} onSave={change} />}
      {save.isError && editing === null && !settings.assignment && <ProblemNote error={save.error} />}
      <Card
        title={t('routing.rules')}
        text={t('routing.rules.text')}
        actions={
          may && (
            <Button icon={<Plus aria-hidden="true" />} onClick={() => setEditing('new')}>
              {t('routing.new')}
            </Button>
          )
        }
      >
        {settings.rules.length === 0 ? (
          <EmptyState
            icon={<Route aria-hidden="true" />}
            title={t('routing.empty.title')}
            text={t('routing.empty.text')}
          />
        ) : (
          <ol className="lines">
            {inOrder(settings.rules).map((rule) => (
              <li key={rule.id ?? rule.name} className="line">
                <span className="tag" title={t('routing.priority')}>
                  {rule.priority}
                </span>
                <span className="line-main">
                  <span className="line-title">{rule.name}</span>
                  <span className="line-text">{conditions(rule).join(' · ') || t('routing.always')}</span>
                </span>
                {!rule.active && <span className="tag">{t('routing.inactive')}</span>}
                <span className="tag tag-accent">
                  <ArrowRight aria-hidden="true" />
                  {nameOf(rule)}
                </span>
                <Button
                  size="small"
                  aria-label={`${may ? t('edit') : t('view')}: ${rule.name}`}
                  onClick={() => setEditing(rule)}
                >
                  {may ? t('edit') : t('view')}
                </Button>
              </li>
            ))}
          </ol>
        )}
      </Card>
      {editing && (
        <RuleDialog
          rule={editing === 'new' ? emptyRule(assistants[0]?.id ?? null) : editing}
          isNew={editing === 'new'}
          assistants={assistants}
          save={{ isPending: save.isPending, isError: save.isError, error: save.error }}
          onSave={(rule) => put(editing === 'new' ? null : editing, rule)}
          onDelete={() => put(editing === 'new' ? null : editing, null)}
          onClose={() => {
            save.reset();
            setEditing(null);
          }}
        />
      )}
    </>
  );
}
