import { useText } from '../messages/text';
import { Button } from './button';
import { ProblemNote } from './problem-note';

interface SaveBarProps {
  save: { isError: boolean; error: unknown; isPending: boolean };
  /** Whether this person may save at all; who may not sees no button. */
  may: boolean;
  /** Stays in sight while the form is scrolled. */
  sticky?: boolean;
}

/** The end of a form of settings: why saving failed, and the button. */
export function SaveBar({ save, may, sticky = false }: SaveBarProps) {
  const { t } = useText();
  return (
    <>
      {save.isError && <ProblemNote error={save.error} />}
      {may && (
        <div className={sticky ? 'form-actions form-actions-sticky' : 'form-actions'}>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {t('save')}
          </Button>
        </div>
      )}
    </>
  );
}
