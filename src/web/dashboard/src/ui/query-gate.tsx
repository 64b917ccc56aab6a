import { PackageOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api/problem';
import { useText } from '../messages/text';
import { ProblemState } from './problem-note';
import { EmptyState, Skeleton } from './states';

interface QueryGateProps<T> {
  query: {
    data: T | undefined;
    isPending: boolean;
    isError: boolean;
    error: unknown;
    refetch: () => unknown;
  };
  skeleton?: { kind: 'list' | 'form'; rows: number };
  children: (data: T) => ReactNode;
}

const usual = { kind: 'list', rows: 4 } as const;

/** What was read, or what stands in its place: waiting, refused, or not a part of this installation. */
export function QueryGate<T>({ query, skeleton = usual, children }: QueryGateProps<T>) {
  const { t } = useText();
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Skeleton {...skeleton} />;
  if (isAbsent(query.error)) {
    return (
      <EmptyState
        icon={<PackageOpen aria-hidden="true" />}
        title={t('absent.title')}
        text={t('absent.text')}
      />
    );
  }
  return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
}

/** The server knows no such route: it is older than this page, or runs without that service. */
export function isAbsent(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
