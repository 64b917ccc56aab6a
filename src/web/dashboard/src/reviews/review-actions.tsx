import { Check, Pencil, X } from 'lucide-react';
import { useText } from '../messages/text';
import { Button } from '../ui/button';

export type ReviewMode = 'read' | 'edit' | 'reject';

interface ReviewActionsProps {
  mode: ReviewMode;
  busy: boolean;
  /** The edited reply has no text. */
  empty: boolean;
  onMode: (mode: ReviewMode) => void;
  /** Does what the mode is about: approves, sends the edited reply, rejects. */
  onDecide: () => void;
}

export function ReviewActions({ mode, busy, empty, onMode, onDecide }: ReviewActionsProps) {
  const { t } = useText();
  if (mode === 'read') {
    return (
      <div className="form-actions">
        <Button icon={<X aria-hidden="true" />} onClick={() => onMode('reject')}>
          {t('reviews.reject')}
        </Button>
        <Button icon={<Pencil aria-hidden="true" />} onClick={() => onMode('edit')}>
          {t('reviews.edit')}
        </Button>
        <Button variant="primary" icon={<Check aria-hidden="true" />} busy={busy} onClick={onDecide}>
          {t('reviews.approve')}
        </Button>
      </div>
    );
  }
  const rejecting = mode === 'reject';
  return (
    <div className="form-actions">
      <Button onClick={() => onMode('read')}>{t('cancel')}</Button>
      <Button
        variant={rejecting ? 'danger' : 'primary'}
        busy={busy}
        disabled={!rejecting && empty}
        onClick={onDecide}
      >
        {rejecting ? t('reviews.reject') : t('reviews.sendEdited')}
      </Button>
    </div>
  );
}
