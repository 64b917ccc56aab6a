import { MessageCircle } from 'lucide-react';
import { useText } from '../messages/text';
import { textFor, type WidgetSettings } from './widget-settings';

/** A drawing of the widget in the chosen colours; not the widget itself. */
export function WidgetPreview({ settings }: { settings: WidgetSettings }) {
  const { t } = useText();
  const colour = /^#[0-9a-f]{6}$/iu.test(settings.primaryColor) ? settings.primaryColor : '#5151cd';
  const onColour = { backgroundColor: colour, color: readableOn(colour) };
  return (
    <figure className={`preview preview-${settings.theme}`} aria-label={t('appearance.preview')}>
      <div className="preview-window" aria-hidden="true">
        <div className="preview-head" style={onColour}>
          {settings.headerLogoUrl && isHttps(settings.headerLogoUrl) && (
            <img src={settings.headerLogoUrl} alt="" className="preview-logo" />
          )}
          {settings.companyName ?? settings.name}
        </div>
        <div className="preview-body">
          <p className="preview-bubble">
            {textFor(settings.greeting, settings.locale) || t('appearance.noGreeting')}
          </p>
          {settings.suggestions.slice(0, 3).map((suggestion) => (
            <span key={suggestion} className="preview-chip">
              {suggestion}
            </span>
          ))}
          <p className="preview-bubble preview-own" style={onColour}>
            {t('appearance.sample')}
          </p>
        </div>
      </div>
      <span className={`preview-launcher preview-${settings.position}`} style={onColour} aria-hidden="true">
        <MessageCircle />
      </span>
    </figure>
  );
}

function isHttps(address: string): boolean {
  return address.startsWith('https://');
}

/** Black or white, whichever has the higher contrast on the colour (WCAG relative luminance). */
export function readableOn(colour: string): '#ffffff' | '#000000' {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000000' : '#ffffff';
}
