namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>The units that people write behind their numbers.</summary>
internal static class Units
{
    /// <summary>The unit of the number at a token: 'cm', 'kg', 'currency', 'time' ...; '' for none.</summary>
    public static string After(string text, List<Token> tokens, int index)
    {
        var number = tokens[index];
        var end = number.Start + number.Length;
        if (number.Start > 0 && text[number.Start - 1] is '€' or '$' or '£') return "currency";
        var rest = text.AsSpan(end).TrimStart();
        if (rest.Length == 0) return "";
        if (rest[0] is '°' or '%' or '€' or '$' or '£') return rest[0] == '°' ? "°" : rest[0] == '%' ? "%" : "currency";
        if (rest[0] is '"' or '″' or '”') return "in";
        if (index + 1 >= tokens.Count || tokens[index + 1].Start - end > 1) return "";
        return tokens[index + 1].Text switch
        {
            "cm" or "centimeter" or "centimeters" or "centimetre" or "centimetres" or "zentimeter" or "centimetros" or "centimètres" => "cm",
            "in" or "inch" or "inches" or "zoll" or "pouces" or "pulgadas" => "in",
            "mm" => "mm",
            "m" or "meter" or "metre" or "metres" or "metros" => "m",
            "kg" or "kilo" or "kilos" => "kg",
            "g" or "gram" or "grams" => "g",
            "euro" or "euros" or "eur" or "chf" or "usd" or "gbp" or "dollars" or "pounds" or "franken" => "currency",
            "day" or "days" or "week" or "weeks" or "hour" or "hours" or "minutes" or "years" or "tage" or "wochen" or "stunden" or "jours" or "heures" or "dias" or "horas" => "time",
            "degrees" or "degree" or "grad" or "degres" or "grados" or "c" => "°",
            _ => "",
        };
    }
}
