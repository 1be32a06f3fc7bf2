using System.Text.RegularExpressions;

namespace Tallystick.Tests.Repository.Tests.Infrastructure;

/// <summary>
/// What a Bicep file declares and uses, read from its text: enough to hold files against each other where no compiler is. It knows the forms that
/// this repository uses, not the language.
/// </summary>
internal sealed partial class BicepFile
{
    private static readonly HashSet<string> Known =
    [
        "targetScope", "param", "var", "resource", "module", "output", "existing", "using", "if", "for", "in", "true", "false", "null",
        "string", "int", "bool", "object", "array",
    ];

    internal BicepFile(string path)
    {
        Path = path;
        Text = Repository.Read(path);
        Code = Strip(Text);
        Parameters = Parameter().Matches(Code).ToDictionary(found => found.Groups["name"].Value, found => found.Groups["default"].Success);
        Outputs = [.. Output().Matches(Code).Select(found => found.Groups["name"].Value)];
        Variables = [.. Variable().Matches(Code).Select(found => found.Groups["name"].Value)];
        Resources = [.. Resource().Matches(Text).Select(found => (found.Groups["name"].Value, found.Groups["type"].Value))];
        Modules = [.. Module().Matches(Text).Select(found => new BicepModule(
            found.Groups["name"].Value,
            Resolve(path, found.Groups["path"].Value),
            [.. ModuleParameter().Matches(found.Groups["body"].Value).Select(parameter => parameter.Groups["name"].Value)]))];
    }

    /// <summary>Where it is, from the root.</summary>
    internal string Path { get; }

    /// <summary>All of it.</summary>
    internal string Text { get; }

    /// <summary>Parameters by name, with whether they have a default.</summary>
    internal IReadOnlyDictionary<string, bool> Parameters { get; }

    internal IReadOnlyList<string> Outputs { get; }

    internal IReadOnlyList<string> Variables { get; }

    /// <summary>Symbols of resources, with type and version, such as <c>Microsoft.KeyVault/vaults@2023-07-01</c>.</summary>
    internal IReadOnlyList<(string Name, string Type)> Resources { get; }

    internal IReadOnlyList<BicepModule> Modules { get; }

    /// <summary>Without comments, and of strings only what is computed in them.</summary>
    private string Code { get; }

    /// <summary>Every file of the infrastructure.</summary>
    internal static IReadOnlyList<BicepFile> All() =>
        [.. Repository.Files("*.bicep").Where(path => path.StartsWith("infra/", StringComparison.Ordinal)).Select(path => new BicepFile(path))];

    /// <summary>Names that stand where a value is expected and that nothing in the file declares.</summary>
    internal IEnumerable<string> Undeclared()
    {
        var declared = new HashSet<string>([
            .. Known, .. Parameters.Keys, .. Variables, .. Resources.Select(resource => resource.Name), .. Modules.Select(module => module.Name), .. Outputs,
            .. Loop().Matches(Code).SelectMany(found => found.Groups["name"].Captures.Select(capture => capture.Value)),
        ]);
        return Symbol().Matches(Code).Select(found => found.Value).Where(name => !declared.Contains(name)).Distinct();
    }

    /// <summary>Parameters and variables that nothing uses.</summary>
    internal IEnumerable<string> Unused() =>
        Parameters.Keys.Concat(Variables).Where(name => Regex.Count(Code, $@"(?<![\w.@]){name}\b(?!:)|(?<= in ){name}:", RegexOptions.None, TimeSpan.FromSeconds(1)) < 2);

    /// <summary>Outputs of modules that are used: the module's symbol and the output.</summary>
    internal IEnumerable<(string Module, string Output)> UsedOutputs() =>
        UsedOutput().Matches(Code).Select(found => (found.Groups["module"].Value, found.Groups["output"].Value));

    /// <summary>How deep the brackets still are at the end, and whether they ever closed more than was open.</summary>
    internal int OpenBrackets()
    {
        var depth = 0;
        foreach (var letter in Code)
        {
            depth += letter is '{' or '[' or '(' ? 1 : letter is '}' or ']' or ')' ? -1 : 0;
            if (depth < 0)
            {
                return depth;
            }
        }

        return depth;
    }

    private static string Resolve(string from, string to) =>
        System.IO.Path.GetRelativePath(
            Repository.Root, System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, System.IO.Path.GetDirectoryName(from)!, to))).Replace('\\', '/');

    /// <summary>Comments and the fixed text of strings go; <c>${…}</c> stays in brackets, so that what stands in it is seen.</summary>
    private static string Strip(string text)
    {
        var uncommented = Comment().Replace(text, found => found.Value[0] == '\'' ? found.Value : "");
        return Literal().Replace(uncommented, found => $"({string.Join(' ', Computed().Matches(found.Value).Select(part => part.Groups["code"].Value))})");
    }

    [GeneratedRegex(@"'(?:\\.|[^'\\])*'|//[^\n]*", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"'(?:\\.|[^'\\])*'", RegexOptions.None, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\$\{(?<code>[^}]*)\}", RegexOptions.None, 1000)]
    private static partial Regex Computed();

    [GeneratedRegex(@"^param (?<name>\w+) \w+(?<default> =)?", RegexOptions.Multiline, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^output (?<name>\w+) ", RegexOptions.Multiline, 1000)]
    private static partial Regex Output();

    [GeneratedRegex(@"^var (?<name>\w+) =", RegexOptions.Multiline, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^resource (?<name>\w+) '(?<type>[^']+)'", RegexOptions.Multiline, 1000)]
    private static partial Regex Resource();

    [GeneratedRegex(@"^module (?<name>\w+) '(?<path>[^']+)' = (?<body>.*?)^[}\]]$", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Module();

    // The members of a module's params, and no deeper ones: four spaces, or six where the module is made in a loop.
    [GeneratedRegex(@"(?<=^  params: \{\n(?:    .*\n)*)    (?<name>\w+):|(?<=^    params: \{\n(?:      .*\n)*)      (?<name>\w+):", RegexOptions.Multiline, 1000)]
    private static partial Regex ModuleParameter();

    [GeneratedRegex(@"\[\s*for (?:\((?<name>\w+), (?<name>\w+)\)|(?<name>\w+)) in ", RegexOptions.None, 1000)]
    private static partial Regex Loop();

    // Not a member, not a decorator, not a key of an object, not a function.
    [GeneratedRegex(@"(?<![\w.@])[A-Za-z_]\w*\b(?!:|\()", RegexOptions.None, 1000)]
    private static partial Regex Symbol();

    [GeneratedRegex(@"(?<module>\w+)(?:\[\w+\])?!?\.outputs\.(?<output>\w+)", RegexOptions.None, 1000)]
    private static partial Regex UsedOutput();
}
