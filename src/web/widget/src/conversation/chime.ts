let context: AudioContext | null = null;

/** Two soft notes. Silent where the browser wants a click first, or has no sound. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    const start = context.currentTime + 0.02;
    for (const [at, pitch] of [
      [0, 660],
      [0.12, 880],
    ] as const) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, start + at);
      volume.gain.exponentialRampToValueAtTime(0.12, start + at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.3);
      tone.connect(volume).connect(context.destination);
      tone.start(start + at);
      tone.stop(start + at + 0.32);
    }
  } catch {
    // A chat without a sound is still a chat.
  }
}
