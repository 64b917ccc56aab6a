import { Trash2 } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../messages/text';
import { Button } from './button';
import { ConfirmButton } from './confirm-button';
import { Dialog } from './dialog';
import { ProblemNote } from './problem-note';

interface FormDialogProps {
  title: string;
  kind?: 'dialog' | 'drawer';
  onClose: () => void;
  /** What the form does when it is submitted; its failure is shown under the fields. */
  save: { mutate: () => void; isPending: boolean; isError: boolean; error: unknown };
  /** What the trash does, and what it asks first; absent where there is nothing to delete. */
  remove?: { mutate: () => void; isPending: boolean; title: string; text: string } | undefined;
  /** Without it the fields are read only, and the form has no buttons. */
  may?: boolean;
  saveText?: string;
  children: ReactNode;
  /** Stands below the form, outside of it. */
  after?: ReactNode;
}

/** The frame of every dialog that edits one thing: fields, the refusal, delete, cancel and save. */
export function FormDialog({
  title,
  kind = 'dialog',
  onClose,
  save,
  remove,
  may = true,
  saveText,
  children,
  after,
}: FormDialogProps) {
  const { t } = useText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <Dialog kind={kind} title={title} keep onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {children}
        {save.isError && <ProblemNote error={save.error} />}
        {may && (
          <div className="form-actions">
            {remove && (
              <span className="push-start">
                <ConfirmButton
                  icon={<Trash2 aria-hidden="true" />}
                  busy={remove.isPending}
                  title={remove.title}
                  text={remove.text}
                  onConfirm={remove.mutate}
                >
                  {t('delete')}
                </ConfirmButton>
              </span>
            )}
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="submit" variant="primary" busy={save.isPending}>
              {saveText ?? t('save')}
            </Button>
          </div>
        )}
      </form>
      {after}
    </Dialog>
  );
}
