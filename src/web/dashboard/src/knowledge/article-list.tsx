import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { BookOpen, FileText, Search, SearchX } from 'lucide-react';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Button } from '../ui/button';
import { plainLine } from '../ui/markdown-parser';
import { MorePages } from '../ui/more-pages';
import { ProblemState } from '../ui/problem-note';
import { RelativeTime } from '../ui/relative-time';
import { EmptyState, Skeleton } from '../ui/states';
import type { Article, SearchHit } from './article';
import type { Editing } from './knowledge-page';
import { snippetParts } from './snippet-rules';

interface ListProps {
  onEdit: (editing: Editing) => void;
}

/** All articles, or the ones that the assistant's own search finds for a question. */
export function ArticleList({ onEdit }: ListProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
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
      {q ? <Hits q={q} onEdit={onEdit} /> : <Everything onEdit={onEdit} />}
    </div>
  );
}

/** The latest first, page by page. */
function Everything({ onEdit }: ListProps) {
  const { t } = useText();
  const api = useApi();
  const may = useMay('admin');
  const query = useInfiniteQuery({
    queryKey: keys.section(api.tenantId, 'knowledge', 'pages'),
    queryFn: ({ pageParam, signal }) =>
      api.get<PageOf<Article>>('knowledge', { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  if (query.isPending) return <Skeleton kind="list" rows={5} />;
  if (query.isError && !query.data)
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  const articles = query.data.pages.flatMap((page) => page.items);
  if (articles.length === 0) {
    return (
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
    );
  }
  return (
    <>
      <ul className="lines lines-flush">
        {articles.map((article) => (
          <ArticleLine key={article.id} article={article} onEdit={onEdit}>
            {plainLine(article.text.slice(0, 240))}
          </ArticleLine>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="lines-more">
          <MorePages query={query} />
        </div>
      )}
    </>
  );
}

/** What the assistant would choose from, the best first, with the words of the question marked. */
function Hits({ q, onEdit }: ListProps & { q: string }) {
  const { t } = useText();
  const api = useApi();
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'knowledge', 'search', q),
    queryFn: async ({ signal }) =>
      (await api.get<PageOf<SearchHit>>('knowledge/search', { q }, signal)).items,
    placeholderData: (before) => before,
  });
  if (query.isPending) return <Skeleton kind="list" rows={3} />;
  if (query.isError) return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title={t('knowledge.none.title')}
        text={t('knowledge.none.text')}
      />
    );
  }
  return (
    <ul className="lines lines-flush" aria-busy={query.isPlaceholderData}>
      {query.data.map(({ article, snippet, highlights, answers }) => (
        <ArticleLine key={article.id} article={article} answers={answers} wrap onEdit={onEdit}>
          {snippetParts(snippet, highlights).map((part, index) =>
            part.matched ? <mark key={index}>{part.text}</mark> : part.text,
          )}
        </ArticleLine>
      ))}
    </ul>
  );
}

interface ArticleLineProps extends ListProps {
  article: Article;
  answers?: boolean;
  /** As many lines as the text needs. */
  wrap?: boolean;
  children: ReactNode;
}

function ArticleLine({ article, answers = false, wrap = false, onEdit, children }: ArticleLineProps) {
  const { t } = useText();
  return (
    <li>
      <button type="button" className="line line-button" onClick={() => onEdit({ article })}>
        <FileText aria-hidden="true" className="line-icon" />
        <span className="line-main">
          <span className="line-title">{article.title}</span>
          <span className={`line-text ${wrap ? 'line-wrap' : ''}`}>{children}</span>
        </span>
        {article.kind === 'faq' && <span className="tag">{t('knowledge.kind.faq')}</span>}
        {answers && <span className="tag tag-good">{t('knowledge.answers')}</span>}
        <RelativeTime at={article.updatedAt} className="muted" />
      </button>
    </li>
  );
}
