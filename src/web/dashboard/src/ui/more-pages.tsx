import { useText } from '../messages/text';
import { Button } from './button';
import { ProblemNote } from './problem-note';

interface MorePagesProps {
  /** What the button says, where it is not 'show more'. */
  label?: string;
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => unknown;
  };
}

/** Reads a list's next page on demand; where that failed, says so and offers it again. */
export function MorePages({ query, label }: MorePagesProps) {
  const { t } = useText();
  if (!query.hasNextPage) return null;
  const more = () => void query.fetchNextPage();
  if (query.isFetchNextPageError && !query.isFetchingNextPage)
    return <ProblemNote error={query.error} onRetry={more} />;
  return (
    <Button busy={query.isFetchingNextPage} onClick={more}>
      {label ?? t('more')}
    </Button>
  );
}
