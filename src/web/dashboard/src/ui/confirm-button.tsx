import { useState, type ReactNode } from 'react';
import { useText } from '../messages/text';
import { Button } from './button';
import { Dialog } from './dialog';

interface ConfirmButtonProps {
  /** The button's visible text. */
  children: ReactNode;
  /** Its full name where the text alone could be one of several. */
  label?: string;
  icon?: ReactNode;
  title: string;
  text: string;
  /** What the dialog's button says; the button's own text by default. */
  confirm?: ReactNode;
  busy?: boolean;
  onConfirm: () => void;
}

/** A button for what cannot be undone: asks first. */
export function ConfirmButton({
  children,
  label,
  icon,
  title,
  text,
  confirm,
  busy = false,
  onConfirm,
}: ConfirmButtonProps) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" variant="ghost" icon={icon} aria-label={label} onClick={() => setAsking(true)}>
        {children}
      </Button>
      {asking && (
        <Dialog
          title={title}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button
                variant="danger"
                busy={busy}
                onClick={() => {
                  setAsking(false);
                  onConfirm();
                }}
              >
                {confirm ?? children}
              </Button>
            </>
          }
        >
          <p>{text}</p>
        </Dialog>
      )}
    </>
  );
}
