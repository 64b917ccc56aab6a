import { X } from 'lucide-react';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
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
}

const ToastContext = createContext<Toasts | null>(null);

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error('useToasts outside of ToastProvider');
  return toasts;
}

/** Outcomes of actions that have no place of their own on the page. Failures stay until they are dismissed. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const text = useText();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
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
    }),
    [add, remove, text],
  );

  return (
    <ToastContext value={value}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={`toast toast-${toast.kind}`}>
            <div>
              <p className="toast-title">{toast.title}</p>
              {toast.detail && <p className="toast-detail">{toast.detail}</p>}
              <RequestId id={toast.requestId} />
            </div>
            <IconButton
              label={text.t('dismiss')}
              icon={<X aria-hidden="true" />}
              onClick={() => remove(toast.id)}
            />
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
