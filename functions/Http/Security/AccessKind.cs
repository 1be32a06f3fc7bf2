namespace Tallystick.Http.Security;

/// <summary>The sorts of callers.</summary>
public enum AccessKind
{
    /// <summary>Whoever has an API key of the scope.</summary>
    Tenant,

    /// <summary>A customer, whom a link has let in to the portal.</summary>
    Portal,

    /// <summary>Whoever has the operator key.</summary>
    Operator,

    /// <summary>Anyone.</summary>
    Anyone,
}
