using System.Globalization;
using System.Text;

namespace Tallystick.Core.Mail;

/// <summary>A mail as programs for mail read it. The same mail makes the same bytes.</summary>
/// <remarks>See RFC 5322 (the message), RFC 2045 and 2046 (its parts), RFC 2047 (words that are not ASCII), RFC 3834 (that nobody is to answer by a machine).</remarks>
public static class InternetMessage
{
    private const string Line = "\r\n";
    private const int BytesOfWord = 42;
    private const int CharactersOfLine = 76;

    /// <summary>The message.</summary>
    /// <param name="mail">What it says.</param>
    /// <param name="from">The address that it is from.</param>
    public static byte[] Of(MailMessage mail, string from)
    {
        // Parts begin with what stands in none of them: base64 has no underscore.
        var (outer, inner) = ($"_mixed_{mail.Id}", $"_alternative_{mail.Id}");
        var text = new StringBuilder();
        Header(text, "Date", mail.At.ToDateTimeOffset().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Header(text, "From", $"{Phrase(mail.FromName)} <{Address(from)}>");
        if (mail.ReplyTo is { } replyTo)
        {
            Header(text, "Reply-To", $"<{Address(replyTo)}>");
        }

        Header(text, "To", $"{Phrase(mail.ToName)} <{Address(mail.ToAddress)}>");
        Header(text, "Subject", Words(mail.Subject));
        Header(text, "Message-ID", $"<{mail.Id}@{from.Split('@')[^1]}>");
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", $"multipart/mixed; boundary=\"{outer}\"");
        text.Append(Line).Append(CultureInfo.InvariantCulture, $"--{outer}{Line}");
        Header(text, "Content-Type", $"multipart/alternative; boundary=\"{inner}\"");
        text.Append(Line);
        Part(text, inner, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(mail.Text.ReplaceLineEndings(Line)));
        Part(text, inner, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(mail.Html.ReplaceLineEndings(Line)));
        text.Append(CultureInfo.InvariantCulture, $"--{inner}--{Line}");
        if (mail.Attachment is { } file)
        {
            Part(text, outer, $"{file.MediaType}; name=\"{file.Name}\"", file.Content, $"attachment; filename=\"{file.Name}\"");
        }

        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"--{outer}--{Line}").ToString());
    }

    private static void Header(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append(Line);

    private static void Part(StringBuilder text, string boundary, string type, byte[] content, string? disposition = null)
    {
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}{Line}");
        Header(text, "Content-Type", type);
        Header(text, "Content-Transfer-Encoding", "base64");
        if (disposition is not null)
        {
            Header(text, "Content-Disposition", disposition);
        }

        text.Append(Line);
        foreach (var line in Convert.ToBase64String(content).Chunk(CharactersOfLine))
        {
            text.Append(line).Append(Line);
        }
    }

    /// <summary>A name before an address: quoted, or in encoded words.</summary>
    private static string Phrase(string name) => IsPlain(name) ? $"\"{name.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : Words(name);

    /// <summary>A text in a header: as it is, or in encoded words of at most 75 characters.</summary>
    private static string Words(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var character in text.EnumerateRunes().Where(character => !Rune.IsControl(character)))
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + character.Utf8SequenceLength > BytesOfWord)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            word.Append(character);
        }

        return string.Join($"{Line} ", words.Append(word.ToString()).Select(part => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part))}?="));
    }

    /// <summary>True for what may stand in a line of a header: short, ASCII, and not like an encoded word.</summary>
    private static bool IsPlain(string text) => text.Length <= BytesOfWord && text.All(character => character is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    /// <summary>An address, without what would end it.</summary>
    private static string Address(string address) => string.Concat(address.Where(character => !char.IsControl(character) && !char.IsWhiteSpace(character) && character is not ('<' or '>')));
}
