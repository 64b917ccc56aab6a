import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../messages/text';
import { Button } from './button';

interface CopyButtonProps {
  text: string;
  /** What is copied, for the button's name: 'Copy request id'. */
  label: string;
  showLabel?: boolean;
  variant?: 'primary' | 'secondary' | 'ghost';
}

export function CopyButton({ text, label, showLabel = false, variant = 'ghost' }: CopyButtonProps) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const name = copied ? t('copy.done') : label;
  return (
    <Button
      variant={variant}
      size="small"
      icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      aria-label={showLabel ? undefined : name}
      title={name}
      onClick={() => void copyText(text).then(setCopied)}
    >
      {showLabel ? name : undefined}
    </Button>
  );
}

/** The clipboard works on https and loopback only; elsewhere the old way still does. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    // Beside an open dialog everything is out of reach, this field too.
    (document.activeElement?.closest('dialog') ?? document.body).append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
