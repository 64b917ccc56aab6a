import { CircleAlert } from 'lucide-react';
import { problemOf } from '../api/problem';
import { useText } from '../messages/text';
import { Button } from './button';
import { CopyButton } from './copy-button';

/** A failed request inside a page or form: what happened, what to do, and the id to quote. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t, find } = useText();
  const problem = problemOf(error);
  return (
    <div className="problem-note" role="alert">
      <CircleAlert aria-hidden="true" className="problem-icon" />
      <div className="problem-body">
        <p className="problem-title">{find(`problem.${problem.code}`) ?? problem.title}</p>
        {problem.detail && (
          <p className="problem-detail">{find(`problem.${problem.code}.detail`) ?? problem.detail}</p>
        )}
        <RequestId id={problem.requestId} />
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A list or page that could not be read. */
export function ProblemState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t, find } = useText();
  const problem = problemOf(error);
  return (
    <div className="state" role="alert">
      <span className="state-icon state-icon-danger">
        <CircleAlert aria-hidden="true" />
      </span>
      <h2 className="state-title">{find(`problem.${problem.code}`) ?? problem.title}</h2>
      <p className="state-text">{find(`problem.${problem.code}.detail`) ?? problem.detail}</p>
      <Button onClick={onRetry}>{t('retry')}</Button>
      <RequestId id={problem.requestId} />
    </div>
  );
}

export function RequestId({ id }: { id: string }) {
  const { t } = useText();
  if (!id) return null;
  return (
    <p className="request-id">
      <span>{t('requestId')}</span> <code>{id}</code>
      <CopyButton text={id} label={t('requestId.copy')} />
    </p>
  );
}
