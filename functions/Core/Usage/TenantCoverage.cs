namespace Tallystick.Core.Usage;

/// <summary>Whether a tenant's windows have all that ever counted.</summary>
/// <param name="IsWhole">False for a tenant whose events were metered before there were windows of tenants: it has none.</param>
public sealed record TenantCoverage(bool IsWhole)
{
    /// <summary>The id of the document.</summary>
    public const string DocumentId = "coverage";
}
