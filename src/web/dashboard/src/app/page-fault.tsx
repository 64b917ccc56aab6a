import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useText } from '../messages/text';
import { ProblemState } from '../ui/problem-note';
import { usePageTitle } from '../ui/page-title';
import { EmptyState } from '../ui/states';

/** A page that failed to load or render: the rest of the dashboard stays usable. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ProblemState error={error} onRetry={retry} />;
}

export function NotFoundPage() {
  const { t } = useText();
  usePageTitle(t('notFound.title'));
  return (
    <EmptyState
      alone
      icon={<Compass aria-hidden="true" />}
      title={t('notFound.title')}
      text={t('notFound.text')}
    >
      <Link to="/inbox" className="button button-primary button-medium">
        {t('nav.inbox')}
      </Link>
    </EmptyState>
  );
}
