let context: AudioContext | null = null;

/** Two short tones, made on the spot: no file to load. Browsers play none before the first click on the page. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    const start = context.currentTime + 0.02;
    tone(context, 660, start);
    tone(context, 880, start + 0.14);
    void context.resume();
  } catch {
    // No sound device, or none allowed: a missing tone must never break the page.
  }
}

function tone(audio: AudioContext, frequency: number, at: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.16, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.32);
}
