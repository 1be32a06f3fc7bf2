using System.Globalization;
using System.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.Mail;

/// <summary>What a mail says: a subject, and paragraphs that are sent as plain text and as HTML alike.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Paragraphs">The paragraphs, in their order.</param>
/// <param name="Link">Where the customer goes on; null for nowhere.</param>
internal sealed record MailText(string Subject, IReadOnlyList<string> Paragraphs, string? Link = null)
{
    /// <summary>As plain text.</summary>
    internal string ToText(string greeting, string sender)
    {
        var text = new StringBuilder();
        string[] all = [greeting, .. Paragraphs, .. Link is { } link ? [link] : Array.Empty<string>(), sender];
        return text.AppendJoin("\n\n", all).Append('\n').ToString();
    }

    /// <summary>As HTML: one file, nothing loaded from elsewhere.</summary>
    internal string ToHtml(string greeting, string sender)
    {
        var paragraphs = Billing.Html.Join(Paragraphs.Prepend(greeting).Select(paragraph => Billing.Html.Of($"<p>{paragraph}</p>\n")));
        var link = Link is { } url ? Billing.Html.Of($"<p><a href=\"{url}\">{url}</a></p>\n") : new Html("");
        return Billing.Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>{Subject}</title></head>
            <body style="font: 16px/1.5 sans-serif; color: #1a1a1a; max-width: 40em">
            {paragraphs}{link}<p>{sender}</p>
            </body>
            </html>

            """).Text;
    }

    /// <summary>An amount with its currency: EUR 1,234.50.</summary>
    internal static string Money(Currency currency, decimal amount) =>
        $"{currency} {amount.ToString($"N{currency.MinorUnitDigits}", CultureInfo.InvariantCulture)}";
}
