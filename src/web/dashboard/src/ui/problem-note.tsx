import { CircleAlert } from 'lucide-react';
import { problemOf } from '../api/problem';
import { useText } from '../messages/text';
import { Button } from './button';
import { problemText, useFieldErrors } from './problem-text';
import { CopyButton } from './copy-button';

/** A failed request inside a page or form: what happened, what to do, and the id to quote. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const text = useText();
  const problem = problemOf(error);
  const { title, detail } = problemText(problem, text);
  const fields = Object.entries(useFieldErrors(error));
  return (
    <div className="problem-note" role="alert">
      <CircleAlert aria-hidden="true" className="problem-icon" />
      <div className="problem-body">
        <p className="problem-title">{title}</p>
        {fields.length === 0 && detail && <p className="problem-detail">{detail}</p>}
        {fields.length > 0 && (
          <ul className="problem-fields">
            {fields.map(([field, objection]) => (
              <li key={field}>
                <code>{field}</code> {objection}
              </li>
            ))}
          </ul>
        )}
        <RequestId id={problem.requestId} />
        {onRetry && (
          <Button size="small" onClick={onRetry}>
            {text.t('retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A list or page that could not be read. */
export function ProblemState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useText();
  const problem = problemOf(error);
  const { title, detail } = problemText(problem, text);
  return (
    <div className="state" role="alert">
      <span className="state-icon state-icon-danger">
        <CircleAlert aria-hidden="true" />
      </span>
      <h2 className="state-title">{title}</h2>
      <p className="state-text">{detail}</p>
      <Button onClick={onRetry}>{text.t('retry')}</Button>
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
