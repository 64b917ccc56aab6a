import { X } from 'lucide-react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { problemOf } from '../api/problem';
import { useText } from '../messages/text';
import { IconButton } from './button';
import { RequestId } from './problem-note';
import { problemText } from './problem-text';

interface Toast {
  id: number;
  kind: 'done' | 'failed';
  title: string;
  detail: string;
  requestId: string;
}

interface Toasts {
  done: (title: string) => void;
  failed: (error: unknown) => void;
  /** Where the error alone would not say what could not be done. */
  failedAt: (title: string, error: unknown) => void;
}

const ToastContext = createContext<Toasts | null>(null);

/** What there is to show, and the open dialogs in the order in which they came. */
interface Shown {
  toasts: readonly Toast[];
  dialogs: readonly string[];
  remove: (id: number) => void;
  enter: (dialog: string) => () => void;
}

const ShownContext = createContext<Shown | null>(null);

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error('useToasts outside of ToastProvider');
  return toasts;
}

/** Outcomes of actions that have no place of their own on the page. Failures stay until they are dismissed. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const text = useText();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [dialogs, setDialogs] = useState<readonly string[]>([]);
  const last = useRef(0);

  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const add = useCallback((toast: Omit<Toast, 'id'>) => {
    const id = ++last.current;
    setToasts((all) => [...all.slice(-2), { ...toast, id }]);
    return id;
  }, []);

  const value = useMemo<Toasts>(
    () => ({
      done: (title) => {
        const id = add({ kind: 'done', title, detail: '', requestId: '' });
        setTimeout(() => remove(id), 4_000);
      },
      failed: (error) => {
        const problem = problemOf(error);
        add({
          kind: 'failed',
          ...problemText(problem, text),
          requestId: problem.requestId,
        });
      },
      failedAt: (title, error) => {
        const problem = problemOf(error);
        const why = problemText(problem, text);
        const detail = why.detail ? `${why.title}. ${why.detail}` : why.title;
        add({ kind: 'failed', title, detail, requestId: problem.requestId });
      },
    }),
    [add, remove, text],
  );

  const enter = useCallback((dialog: string) => {
    setDialogs((all) => [...all, dialog]);
    return () => setDialogs((all) => all.filter((each) => each !== dialog));
  }, []);
  const shown = useMemo<Shown>(() => ({ toasts, dialogs, remove, enter }), [toasts, dialogs, remove, enter]);

  return (
    <ToastContext value={value}>
      <ShownContext value={shown}>
        {children}
        <ToastRegion toasts={dialogs.length === 0 ? toasts : []} onRemove={remove} />
      </ShownContext>
    </ToastContext>
  );
}

/**
 * The place of the toasts within a dialog: the rest of the page lies behind a modal one, and can be neither reached
 * nor heard.
 */
export function DialogToasts() {
  const shown = useContext(ShownContext);
  const id = useId();
  const enter = shown?.enter;
  useEffect(() => enter?.(id), [enter, id]);
  if (!shown) return null;
  return <ToastRegion toasts={shown.dialogs.at(-1) === id ? shown.toasts : []} onRemove={shown.remove} />;
}

// Always there, and only its content changes: a region that comes with its content is not read out.
function ToastRegion({ toasts, onRemove }: { toasts: readonly Toast[]; onRemove: (id: number) => void }) {
  const { t } = useText();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.kind}`}>
          <div>
            <p className="toast-title">{toast.title}</p>
            {toast.detail && <p className="toast-detail">{toast.detail}</p>}
            <RequestId id={toast.requestId} />
          </div>
          <IconButton
            label={t('dismiss')}
            icon={<X aria-hidden="true" />}
            onClick={() => onRemove(toast.id)}
          />
        </div>
      ))}
    </div>
  );
}
