import { useState } from 'react';
import { Plus, Upload } from 'lucide-react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import type { Article } from './article';
import { ArticleDialog } from './article-dialog';
import { ArticleList } from './article-list';
import { ImportDialog } from './import-dialog';
import { UnansweredList } from './unanswered-list';

export type Editing = {
  article: Article | null;
  title?: string;
  locale?: string | null;
  unansweredId?: string;
};

/** What grounds the answers: articles, and the questions that none of them answered. */
export function KnowledgePage() {
  const { t } = useText();
  const may = useMay('admin');
  const [tab, setTab] = useState<'articles' | 'unanswered'>('articles');
  const [importing, setImporting] = useState(false);
  const [editing, setEditing] = useState<Editing | null>(null);
  return (
    <Page
      title={t('nav.knowledge')}
      lead={t('knowledge.lead')}
      actions={
        may && (
          <>
            <Button icon={<Upload aria-hidden="true" />} onClick={() => setImporting(true)}>
              {t('knowledge.import')}
            </Button>
            <Button
              variant="primary"
              icon={<Plus aria-hidden="true" />}
              onClick={() => setEditing({ article: null })}
            >
              {t('knowledge.new')}
            </Button>
          </>
        )
      }
    >
      <div className="segmented" role="group" aria-label={t('nav.knowledge')}>
        {(['articles', 'unanswered'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={tab === each} onClick={() => setTab(each)}>
            {t(`knowledge.tab.${each}`)}
          </button>
        ))}
      </div>
      {tab === 'articles' ? <ArticleList onEdit={setEditing} /> : <UnansweredList onEdit={setEditing} />}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
      {editing && <ArticleDialog editing={editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
