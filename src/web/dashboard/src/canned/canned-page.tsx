import { MessageSquareText, Plus } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { ProblemState } from '../ui/problem-note';
import { EmptyState, Skeleton } from '../ui/states';
import { useCanned, type CannedReply } from './canned';
import { CannedDialog } from './canned-dialog';

/** Answers that the team writes once and picks with a slash. */
export function CannedPage() {
  const { t } = useText();
  const may = useMay('agent');
  const query = useCanned();
  const [editing, setEditing] = useState<CannedReply | 'new' | null>(null);
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => setEditing('new')}>
      {t('canned.new')}
    </Button>
  );
  return (
    <Page title={t('nav.canned')} lead={t('canned.lead')} actions={may && add}>
      {query.isPending && <Skeleton kind="list" rows={4} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <EmptyState
          icon={<MessageSquareText aria-hidden="true" />}
          title={t('canned.empty.title')}
          text={t('canned.empty.text')}
        />
      )}
      {query.data && query.data.length > 0 && (
        <ul className="card card-flush lines lines-flush">
          {query.data.map((reply) => (
            <li key={reply.id}>
              <button
                type="button"
                className="line line-button"
                disabled={!may}
                onClick={() => setEditing(reply)}
              >
                <code>/{reply.shortcut}</code>
                <span className="line-main">
                  <span className="line-title">{reply.title}</span>
                  <span className="line-text">{reply.text}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <CannedDialog reply={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
