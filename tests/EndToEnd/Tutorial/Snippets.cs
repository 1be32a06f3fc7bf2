namespace Tallystick.Tests.EndToEnd.Tutorial;

/// <summary>The commands of a document that are marked to be run: fenced blocks of bash behind <c>&lt;!-- test: tutorial --&gt;</c>.</summary>
internal static class Snippets
{
    private const string Mark = "<!-- test: tutorial -->";
    private const string Begin = "```bash";
    private const string End = "```";

    public static IReadOnlyList<string> In(string markdown)
    {
        var found = new List<string>();
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (lines[i].Trim() == Mark && lines[i + 1].Trim() == Begin)
            {
                found.Add(string.Join('\n', lines.Skip(i + 2).TakeWhile(line => line.Trim() != End)));
            }
        }

        return found;
    }
}
