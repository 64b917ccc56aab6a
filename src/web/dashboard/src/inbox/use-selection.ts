import { useMutation } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { ApiError, readProblem } from '../api/problem';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useToasts } from '../ui/toast';

export type BulkAction = 'close' | 'reopen' | 'read' | 'takeover';

interface BulkAnswer {
  items: { id: string; ok: boolean; code: string | null }[];
}

type BulkItem = BulkAnswer['items'][number] & {
  /** Of the request that it was a part of. */
  requestId: string;
};

/** The server's limit for one request. */
const mostAtOnce = 100;

export interface Selection {
  on: boolean;
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  start: () => void;
  stop: () => void;
  set: (ids: Iterable<string>) => void;
  act: (action: BulkAction) => void;
  busy: boolean;
}

/** Several conversations chosen in the list, and what is done to all of them. */
export function useSelection(): Selection {
  const { t } = useText();
  const api = useApi();
  const toasts = useToasts();
  const [on, setOn] = useState(false);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());

  const bulk = useMutation({
    mutationFn: async (action: BulkAction) => {
      const all = [...ids];
      const items: BulkItem[] = [];
      for (let from = 0; from < all.length; from += mostAtOnce) {
        const part = { ids: all.slice(from, from + mostAtOnce), action };
        const { data, requestId } = await api.send<BulkAnswer>('conversations/bulk', {
          method: 'POST',
          body: part,
        });
        items.push(...data.items.map((item) => ({ ...item, requestId })));
      }
      return items;
    },
    onSuccess: (items) => {
      const failed = items.filter((item) => !item.ok);
      if (failed.length < items.length) toasts.done(t('bulk.done', { count: items.length - failed.length }));
      const [first] = failed;
      if (first) toasts.failedAt(t('bulk.failed', { count: failed.length }), refusal(first));
      // What could not be done stays chosen; the feed moves the rest.
      setIds(new Set(failed.map((item) => item.id)));
      if (failed.length === 0) setOn(false);
    },
    onError: toasts.failed,
  });

  const toggle = useCallback((id: string) => {
    setOn(true);
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const { mutate, isPending } = bulk;
  return useMemo(
    () => ({
      on,
      ids,
      toggle,
      start: () => setOn(true),
      stop: () => {
        setOn(false);
        setIds(new Set());
      },
      set: (chosen) => setIds(new Set(chosen)),
      act: (action) => mutate(action),
      busy: isPending,
    }),
    [on, ids, toggle, mutate, isPending],
  );
}

/** One item's refusal, as if it had been a request of its own: the batch as a whole was a success. */
function refusal({ code, requestId }: BulkItem): ApiError {
  const document = { code: code ?? 'refused', title: code ?? '', requestId };
  return new ApiError(readProblem(200, document, new Headers(), requestId));
}
