using Tallystick.Core.Tenancy;
using Tallystick.Http.Binding;

namespace Tallystick.Http.ApiKeys;

/// <summary>A key to be made.</summary>
/// <param name="Name">What its owner calls it, at most 100 characters. Required.</param>
/// <param name="Scopes">What it may be used for: <c>ingest</c>, <c>read</c>, <c>admin</c>; at least one. Required.</param>
/// <param name="Mode"><c>live</c> (unless given) or <c>test</c>: only the operator chooses; a key makes keys of its own mode.</param>
internal sealed record ApiKeyRequest(string? Name, IReadOnlyList<string?>? Scopes, string? Mode)
{
    private static readonly (string, Scope)[] Words = [("ingest", Scope.Ingest), ("read", Scope.Read), ("admin", Scope.Admin)];

    public string NameFor(Check check) => check.Text("name", Name, 100);

    public IReadOnlyList<Scope> ScopesFor(Check check) =>
        [.. check.Items("scopes", Scopes, Words.Length, required: true)
            .Select((word, index) => check.OneOf($"scopes[{index}]", word ?? "", Scope.Read, Words))];

    public Mode ModeFor(Check check) => check.OneOf("mode", Mode, Core.Tenancy.Mode.Live, ("live", Core.Tenancy.Mode.Live), ("test", Core.Tenancy.Mode.Test));
}
