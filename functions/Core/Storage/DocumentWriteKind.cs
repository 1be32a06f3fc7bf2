namespace Tallystick.Core.Storage;

/// <summary>The kinds of <see cref="DocumentWrite"/>.</summary>
public enum DocumentWriteKind
{
    /// <summary>The document must not exist.</summary>
    Create,

    /// <summary>The document must exist in the named version.</summary>
    Replace,

    /// <summary>The document may exist or not.</summary>
    Put,

    /// <summary>The document must exist in the named version, and goes.</summary>
    Delete,
}
