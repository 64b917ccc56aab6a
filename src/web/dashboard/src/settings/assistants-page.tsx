import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, Sparkles, Star } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { textFor } from '../site/widget-settings';
import { Avatar } from '../ui/avatar';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { ProblemState } from '../ui/problem-note';
import { EmptyState, Skeleton } from '../ui/states';
import { useToasts } from '../ui/toast';
import type { Assistant } from './assistant';
import { AssistantDialog } from './assistant-dialog';
import './settings.css';
import { useList } from './use-list';

export function AssistantsPage() {
  const { t, locale } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('admin');
  const [editing, setEditing] = useState<Assistant | 'new' | null>(null);
  const query = useList<Assistant>('assistants');
  const makeDefault = useMutation({
    mutationFn: (id: string) => api.put(`assistants/${id}/default`, {}),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'assistants') }),
    onError: toasts.failed,
  });
  const add = may && (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => setEditing('new')}>
      {t('assistants.new')}
    </Button>
  );
  const assistants = query.data ?? [];

  return (
    <Page title={t('nav.assistants')} lead={t('assistants.lead')} actions={add}>
      {query.isPending && <Skeleton kind="list" rows={2} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && assistants.length === 0 && (
        <EmptyState
          icon={<Sparkles aria-hidden="true" />}
          title={t('assistants.empty.title')}
          text={t('assistants.empty.text')}
        />
      )}
      {assistants.length > 0 && (
        <ul className="card card-flush lines lines-flush">
          {assistants.map((assistant) => (
            <li key={assistant.id} className="line">
              <Avatar name={assistant.name} seed={assistant.id} kind="assistant" />
              <span className="line-main">
                <span className="line-title">{assistant.name}</span>
                {assistant.greeting && (
                  <span className="line-text">{textFor(assistant.greeting, locale)}</span>
                )}
              </span>
              {assistant.isDefault ? (
                <span className="tag tag-accent">
                  <Star aria-hidden="true" />
                  {t('assistants.default')}
                </span>
              ) : (
                may && (
                  <Button size="small" variant="ghost" onClick={() => makeDefault.mutate(assistant.id)}>
                    {t('assistants.makeDefault')}
                  </Button>
                )
              )}
              <Button size="small" onClick={() => setEditing(assistant)}>
                {may ? t('edit') : t('view')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <AssistantDialog
          assistant={editing === 'new' ? null : editing}
          others={assistants.filter((each) => each !== editing)}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}
