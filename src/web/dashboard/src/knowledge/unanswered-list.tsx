import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleHelp, X } from 'lucide-react';
import { readSearch } from '../inbox/conversation-filter';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { useChange, useList } from '../settings/use-list';
import { Button, IconButton } from '../ui/button';
import { QueryGate } from '../ui/query-gate';
import { RelativeTime } from '../ui/relative-time';
import { EmptyState } from '../ui/states';
import type { Unanswered } from './article';
import type { Editing } from './knowledge-page';

const list = 'knowledge/unanswered';

/** Questions the assistant had no article for: each is one article away from an answer. */
export function UnansweredList({ onEdit }: { onEdit: (editing: Editing) => void }) {
  const { t } = useText();
  const may = useMay('admin');
  const query = useList<Unanswered>(list, { staleTime: 10_000 });
  const change = useChange(list);
  return (
    <div className="card card-flush">
      <QueryGate query={query}>
        {(questions) =>
          questions.length === 0 ? (
            <EmptyState
              icon={<CircleCheck aria-hidden="true" />}
              title={t('unanswered.empty.title')}
              text={t('unanswered.empty.text')}
            />
          ) : (
            <ul className="lines lines-flush">
              {questions.map((item) => (
                <li key={item.id} className="line">
                  <CircleHelp aria-hidden="true" className="line-icon" />
                  <span className="line-main">
                    <span className="line-title">{item.question}</span>
                    <span className="line-text line-wrap">
                      {t('unanswered.count', { count: item.count })}
                      {' · '}
                      <RelativeTime at={item.lastAskedAt} />
                      {' · '}
                      <Link
                        to="/inbox/$conversationId"
                        params={{ conversationId: item.conversationId }}
                        search={readSearch}
                      >
                        {t('unanswered.conversation')}
                      </Link>
                    </span>
                  </span>
                  {may && (
                    <>
                      <Button
                        size="small"
                        onClick={() =>
                          onEdit({
                            article: null,
                            title: item.question,
                            locale: item.locale,
                            unansweredId: item.id,
                          })
                        }
                      >
                        {t('unanswered.write')}
                      </Button>
                      <IconButton
                        label={t('unanswered.dismiss', { question: item.question })}
                        icon={<X aria-hidden="true" />}
                        onClick={() => change.mutate({ method: 'DELETE', path: `${list}/${item.id}` })}
                      />
                    </>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
    </div>
  );
}
