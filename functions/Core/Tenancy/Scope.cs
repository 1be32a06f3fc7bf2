namespace Tallystick.Core.Tenancy;

/// <summary>What an API key may be used for.</summary>
public enum Scope
{
    /// <summary>Reporting usage and reserving money for it: what runs beside the merchant's API.</summary>
    Ingest,

    /// <summary>Reading everything of the tenant.</summary>
    Read,

    /// <summary>Everything; holds the other two.</summary>
    Admin,
}
