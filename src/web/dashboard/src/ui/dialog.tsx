import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useText } from '../messages/text';
import { IconButton } from './button';
import { DialogToasts } from './toast';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** `drawer` slides in from the right and is as high as the window. */
  kind?: 'dialog' | 'drawer';
  /** A click beside it does not close it: what was typed would be gone. */
  keep?: boolean;
}

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children, footer, kind = 'dialog', keep = false }: DialogProps) {
  const { t } = useText();
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);

  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={element}
      className={`dialog dialog-${kind}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A file chooser that was left without a choice sends this too, and its event bubbles.
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      onClick={(event) => {
        // Pressed beside it, not only let go there: text is chosen by dragging, often beyond the edge.
        if (!keep && event.target === element.current && pressed.current === element.current) onClose();
      }}
    >
      <div className="dialog-frame">
        <header className="dialog-header">
          <h2 id={titleId}>{title}</h2>
          <IconButton label={t('close')} icon={<X aria-hidden="true" />} onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {footer && <footer className="dialog-footer">{footer}</footer>}
      </div>
      <DialogToasts />
    </dialog>
  );
}
