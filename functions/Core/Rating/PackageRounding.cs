namespace Tallystick.Core.Rating;

/// <summary>What becomes of a package that was begun.</summary>
public enum PackageRounding
{
    /// <summary>It is charged whole.</summary>
    Up,

    /// <summary>It costs nothing.</summary>
    Down,
}
