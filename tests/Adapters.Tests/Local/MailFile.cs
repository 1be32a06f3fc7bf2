using System.Text;
using System.Text.RegularExpressions;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>Reads a message as RFC 5322, 2045 to 2047 have it: headers are unfolded, words and parts decoded.</summary>
internal static partial class MailFile
{
    public static ReceivedMail Read(byte[] bytes)
    {
        var message = Encoding.UTF8.GetString(bytes);
        Assert.DoesNotMatch(@"[^\r]\n", message);
        Assert.All(message.Split("\r\n"), line => Assert.True(line.Length <= 998, line));
        var (headers, body) = Split(message);
        var parts = PartsOf(headers["Content-Type"], body);
        var texts = PartsOf(parts[0].Headers["Content-Type"], parts[0].Body);
        var file = parts.Count > 1 ? parts[1] : default;
        var (fromName, _) = Mailbox(headers["From"]);
        var (toName, toAddress) = Mailbox(headers["To"]);
        return new ReceivedMail(
            headers["Message-ID"].Trim('<', '>'),
            fromName,
            headers.TryGetValue("Reply-To", out var replyTo) ? replyTo.Trim('<', '>') : null,
            toName,
            toAddress,
            Words(headers["Subject"]),
            TextOf(texts[0]),
            TextOf(texts[1]),
            file.Headers is null ? null : FileName().Match(file.Headers["Content-Disposition"]).Groups[1].Value,
            file.Body is null ? null : Convert.FromBase64String(file.Body),
            [.. headers.Keys]);
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string part)
    {
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = Folding().Replace(part[..end], " ").Split("\r\n");
        return (lines.ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]), part[(end + 4)..]);
    }

    private static List<(Dictionary<string, string> Headers, string Body)> PartsOf(string type, string body)
    {
        var boundary = Boundary().Match(type).Groups[1].Value;
        var pieces = ("\r\n" + body).Split($"\r\n--{boundary}");
        Assert.StartsWith("--", pieces[^1], StringComparison.Ordinal);
        return [.. pieces[1..^1].Select(piece => Split(piece[2..]))];
    }

    private static string TextOf((Dictionary<string, string> Headers, string Body) part) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(part.Body)).ReplaceLineEndings("\n");

    private static (string Name, string Address) Mailbox(string value)
    {
        var at = value.LastIndexOf('<');
        var name = value[..at].Trim();
        return (name.StartsWith('"') ? Escape().Replace(name[1..^1], "$1") : Words(name), value[(at + 1)..^1]);
    }

    private static string Words(string value) => Word().IsMatch(value)
        ? string.Concat(Word().Matches(value).Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value))))
        : value;

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex("boundary=\"([^\"]+)\"")]
    private static partial Regex Boundary();

    [GeneratedRegex("filename=\"([^\"]+)\"")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();

    [GeneratedRegex(@"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=")]
    private static partial Regex Word();
}
