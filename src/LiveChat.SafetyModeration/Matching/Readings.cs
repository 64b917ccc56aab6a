using System.Runtime.InteropServices;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// A text as it stands, and, where something in it can be read another way, once or twice as <see cref="DisguisedReading"/>
/// reads it. Made once for all matchers that look at the same text: a message is searched for phrases, for the words of
/// escalation rules and for the wish for a person.
/// </summary>
internal sealed class Readings
{
    // Screening is synchronous, so one set of buffers per thread is enough; they grow to the longest text, 8000 code points.
    [ThreadStatic]
    private static Readings? onThread;

    private readonly List<Glyph> glyphs = [];
    private readonly List<Glyph> changed = [];
    private readonly List<Run> plain = [];
    private readonly List<Run> disguised = [];
    private readonly List<Run> withL = [];
    private string? text;

    public ReadOnlySpan<Run> Plain => CollectionsMarshal.AsSpan(plain);

    /// <summary>Empty where nothing reads differently.</summary>
    public ReadOnlySpan<Run> Disguised => CollectionsMarshal.AsSpan(disguised);

    /// <summary>With "1" and "|" for l; empty where nothing reads differently.</summary>
    public ReadOnlySpan<Run> DisguisedWithL => CollectionsMarshal.AsSpan(withL);

    /// <summary>Valid until this thread reads another text.</summary>
    public static Readings Of(string text)
    {
        var readings = onThread ??= new Readings();
        if (!ReferenceEquals(readings.text, text))
            readings.Read(text);
        return readings;
    }

    private void Read(string newText)
    {
        text = null;
        var shapes = TextReading.ReadGlyphs(newText, glyphs);
        var source = CollectionsMarshal.AsSpan(glyphs);
        TextReading.ReadRuns(source, plain);
        ReadDisguised(newText, source, shapes, false, disguised);
        if (DisguisedReading.IsAmbiguous(newText, source, shapes))
            ReadDisguised(newText, source, shapes, true, withL);
        else
            withL.Clear();
        text = newText;
    }

    private void ReadDisguised(string newText, ReadOnlySpan<Glyph> source, GlyphShapes shapes, bool oneIsL, List<Run> into)
    {
        CollectionsMarshal.SetCount(changed, source.Length);
        var copy = CollectionsMarshal.AsSpan(changed);
        source.CopyTo(copy);
        if (DisguisedReading.Apply(newText, copy, shapes, oneIsL))
            TextReading.ReadRuns(copy, into);
        else
            into.Clear();
    }
}
