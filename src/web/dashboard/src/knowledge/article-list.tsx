import { useQuery } from '@tanstack/react-query';
import { BookOpen, FileText, Search, SearchX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Button } from '../ui/button';
import { ProblemState } from '../ui/problem-note';
import { plainLine } from '../ui/markdown-parser';
import { RelativeTime } from '../ui/relative-time';
import { EmptyState, Skeleton } from '../ui/states';
import type { Article, SearchHit } from './article';
import type { Editing } from './knowledge-page';

/** All articles, or the ones that the assistant's own search finds for a question. */
export function ArticleList({ onEdit }: { onEdit: (editing: Editing) => void }) {
  const { t } = useText();
  const api = useApi();
  const may = useMay('admin');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'knowledge', q),
    queryFn: async ({ signal }) => {
      if (q) return (await api.get<PageOf<SearchHit>>('knowledge/search', { q }, signal)).items;
      const articles = await api.get<PageOf<Article>>('knowledge', { limit: 100 }, signal);
      return articles.items.map((article) => ({
        article,
        heading: '',
        snippet: article.text,
        answers: false,
      }));
    },
    placeholderData: (before) => before,
  });

  return (
    <div className="card card-flush">
      <div className="search search-wide">
        <Search aria-hidden="true" />
        <input
          type="search"
          className="search-input"
          aria-label={t('knowledge.search')}
          placeholder={t('knowledge.search')}
          value={typed}
          maxLength={400}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {query.isPending && <Skeleton kind="list" rows={5} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 &&
        (q ? (
          <EmptyState
            icon={<SearchX aria-hidden="true" />}
            title={t('knowledge.none.title')}
            text={t('knowledge.none.text')}
          />
        ) : (
          <EmptyState
            icon={<BookOpen aria-hidden="true" />}
            title={t('knowledge.empty.title')}
            text={t('knowledge.empty.text')}
          >
            {may && (
              <Button variant="primary" onClick={() => onEdit({ article: null })}>
                {t('knowledge.new')}
              </Button>
            )}
          </EmptyState>
        ))}
      <ul className="lines lines-flush">
        {query.data?.map(({ article, snippet, answers }) => (
          <li key={article.id}>
            <button type="button" className="line line-button" onClick={() => onEdit({ article })}>
              <FileText aria-hidden="true" className="line-icon" />
              <span className="line-main">
                <span className="line-title">{article.title}</span>
                <span className="line-text">{plainLine(snippet.slice(0, 240))}</span>
              </span>
              {answers && <span className="tag tag-good">{t('knowledge.answers')}</span>}
              <RelativeTime at={article.updatedAt} className="muted" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
