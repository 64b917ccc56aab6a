import { RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../messages/text';
import type { FromPreview, ToPreview } from '../preview/protocol';
import { Button } from '../ui/button';
import { useRehearsal } from './use-rehearsal';
import type { WidgetSettings } from './widget-settings';

/** The widget itself, in a page of its own, with the settings as they are being edited; the assistant answers unbilled. */
export function WidgetPreview({ settings }: { settings: WidgetSettings }) {
  const { t } = useText();
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(settings);
  const rehearse = useRehearsal();
  const answer = useRef(rehearse);
  const [round, setRound] = useState(0);

  useEffect(() => {
    answer.current = rehearse;
  }, [rehearse]);

  useEffect(() => {
    latest.current = settings;
    tell(frame.current, { kind: 'settings', settings });
  }, [settings]);

  useEffect(() => {
    const listen = ({ source, origin, data }: MessageEvent<FromPreview>) => {
      const target = frame.current;
      if (!target || source !== target.contentWindow || origin !== location.origin) return;
      if (data.kind === 'ready') tell(target, { kind: 'settings', settings: latest.current });
      else void answer.current(data).then((said) => tell(target, said));
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, []);

  return (
    <figure className="preview">
      <div className="preview-stage">
        <iframe key={round} ref={frame} title={t('appearance.preview')} src="/dashboard/preview.html" />
      </div>
      <figcaption>
        <span className="muted">{t('appearance.preview.text')}</span>
        <Button size="small" onClick={() => setRound(round + 1)}>
          <RotateCcw aria-hidden="true" /> {t('appearance.preview.again')}
        </Button>
      </figcaption>
    </figure>
  );
}

function tell(frame: HTMLIFrameElement | null, message: ToPreview): void {
  frame?.contentWindow?.postMessage(message, location.origin);
}
